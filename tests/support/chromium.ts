import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';
import { expect, it } from 'vitest';

const executablePath = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium';

/** Whether tests in a browser can run; with REQUIRE_CHROMIUM=1 they must. */
export const hasChromium = existsSync(executablePath);

/** Fails where a browser is required and there is none. */
export function requireChromium(): void {
  it.runIf(process.env['REQUIRE_CHROMIUM'] === '1')('has a Chromium to run in', () => {
    expect(hasChromium, `no Chromium at ${executablePath}: install it, or set CHROMIUM_PATH`).toBe(true);
  });
}

/** A browser that asks nobody for anything by itself. */
export function openChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
