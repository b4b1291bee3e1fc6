import { describe, expect, it } from 'vitest';
import { bounded } from '../../src/text/bounded.ts';
import { maskedAtOnce, maskedInPieces } from '../../src/text/mask-in-pieces.ts';
import { scrubContacts } from '../../src/text/scrub-contacts.ts';

const filler = 'Vi erbjuder en trygg arbetsplats med goda villkor och korta beslutsvägar. ';
const contact = 'Kontakta Hilda Hemligh, 070-174 06 98, hilda.hemligh@hemligpost.se';
const isLeft = /hemligh|hemligpost|174 ?06/i;

describe('a long text', () => {
  it.each(['a text of sentences', 'a text without any end'])(
    'in pieces leaks nothing where it is cut: %s',
    (form) => {
      const blanks = form === 'a text of sentences' ? filler : `${'x'.repeat(73)}-`;
      const rest = blanks.repeat(150);
      // The first cut is at 12,000 to 16,000 characters.
      for (let at = 11_900; at <= 16_100; at += 43) {
        const text = `${rest.slice(0, at)} ${contact} ${rest.slice(at)}`;
        const masked = maskedAtOnce(text, 'prose');
        expect(masked, `contact at ${at}`).not.toMatch(isLeft);
        expect(masked).toContain('[…]');
      }
    },
  );

  it('in pieces is what it is at once', () => {
    const text = `${filler.repeat(3)}${contact}\n\n`.repeat(150);

    expect(text.length).toBeGreaterThan(40_000);
    expect(maskedAtOnce(text, 'prose')).toBe(scrubContacts(text));
  });

  it('stops between pieces of 6,000 characters at most, but for the last', () => {
    const text = filler.repeat(1_400);
    let stops = 0;
    for (const _ of maskedInPieces(text, 'prose')) stops++;

    expect(stops).toBeGreaterThanOrEqual(Math.floor(text.length / 6_000 - 1));
  });

  it('keeps the names of persons in public office', () => {
    const text = `${filler.repeat(400)}${contact}`;

    expect(maskedAtOnce(text, 'addresses')).toMatch(/Hilda Hemligh, \[…\], \[…\]$/);
  });
});

describe('a text that is too long', () => {
  it('is cut at a word, with an ellipsis', () => {
    expect(bounded('ett två tre fyra', 12)).toBe('ett två tre…');
    expect(bounded('ett två tre', 12)).toBe('ett två tre');
  });

  it('is cut anywhere where it has no blank, and never in half of a character', () => {
    expect(bounded('x'.repeat(300), 200)).toBe(`${'x'.repeat(199)}…`);
    expect(bounded('😀'.repeat(150), 200)).toBe(`${'😀'.repeat(99)}…`);
  });
});
