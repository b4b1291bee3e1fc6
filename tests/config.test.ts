import { describe, expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';

describe('settings', () => {
  it('have defaults that need no other service', () => {
    expect(readConfig({})).toMatchObject({
      port: 4000,
      host: '127.0.0.1',
      databaseUrl: null,
      cacheUrl: null,
      sources: 'auto',
      jobAdStore: false,
      trustProxy: false,
      clientHeader: null,
      metricsFor: [],
      corsOrigins: ['*'],
    });
  });

  it('allow sample data in production only when SOURCES says so', () => {
    expect(readConfig({ NODE_ENV: 'production' }).sources).toBe('live');
    expect(readConfig({ NODE_ENV: 'production', SOURCES: 'auto' }).sources).toBe('auto');
  });

  it('of a source are named after its id in capitals', () => {
    const { sourceSettings } = readConfig({
      SOURCE_DATAPORTAL_SE_URL: 'http://127.0.0.1:1/store',
      SOURCE_FOREM_ENABLED: 'true',
      SOURCE_NAV_KEY: 'a-key',
    });

    expect(Object.fromEntries(sourceSettings)).toEqual({
      dataportal_se: { url: 'http://127.0.0.1:1/store' },
      forem: { enabled: true },
      nav: { key: 'a-key' },
    });
  });

  it.each<[string, string, unknown]>([
    ['JOB_AD_STORE', 'true', { jobAdStore: true }],
    ['JOB_AD_STORE', '0', { jobAdStore: false }],
    ['TRUST_PROXY', 'false', { trustProxy: false }],
    ['CLIENT_HEADER', 'X-Client-Id', { clientHeader: 'x-client-id' }],
    [
      'METRICS_FOR',
      '10.0.0.5, 10.1.0.0/16, 2001:db8::/32',
      { metricsFor: ['10.0.0.5', '10.1.0.0/16', '2001:db8::/32'] },
    ],
    ['AD_CACHE_DAYS', '3', { adRetention: { cache: 3, events: 7, removedAds: 30 } }],
    ['AD_EVENT_DAYS', '2', { adRetention: { cache: 30, events: 2, removedAds: 30 } }],
    ['AD_REMOVED_DAYS', '1', { adRetention: { cache: 30, events: 7, removedAds: 1 } }],
    ['TRUST_PROXY', '1', { trustProxy: 1 }],
    ['TRUST_PROXY', '0', { trustProxy: false }],
    ['TRUST_PROXY', '10.0.0.0/8, 127.0.0.1', { trustProxy: '10.0.0.0/8, 127.0.0.1' }],
    [
      'CORS_ORIGINS',
      'https://a.example, https://b.example',
      { corsOrigins: ['https://a.example', 'https://b.example'] },
    ],
    ['PORT', '', { port: 4000 }],
  ])('read %s=%s', (name, value, expected) => {
    expect(readConfig({ [name]: value })).toMatchObject(expected as object);
  });

  it.each([
    'www.example.org',
    'https://a.example, b.example',
    'https://a.example/',
    'ftp://a.example',
    'https://',
  ])('CORS_ORIGINS=%s is refused', (value) => {
    expect(() => readConfig({ CORS_ORIGINS: value })).toThrow(
      /CORS_ORIGINS: must be \*, or origins with their scheme/,
    );
  });

  it('TRUST_PROXY=true is refused with a sentence that says what to write', () => {
    expect(() => readConfig({ TRUST_PROXY: 'true' })).toThrow(
      /TRUST_PROXY: true would take .* write the number of proxies in front of the gateway/,
    );
  });

  it.each(['everyone', '10.0.0.0/99', '10.0.0.0/8/8', '', ' ,'].filter(Boolean))(
    'METRICS_FOR=%s is refused',
    (value) => {
      expect(() => readConfig({ METRICS_FOR: value })).toThrow(/METRICS_FOR/);
    },
  );

  it.each(['abc', '10.0.0.0/33', '10.0.0.1,,10.0.0.2', '::1, nearby', '1.2.3'])(
    'TRUST_PROXY=%s is no proxy',
    (value) => {
      expect(() => readConfig({ TRUST_PROXY: value })).toThrow(/TRUST_PROXY/);
    },
  );

  it.each(['loopback', '::1, 10.0.0.0/8', 'fd00::/8'])('TRUST_PROXY=%s names proxies', (value) => {
    expect(readConfig({ TRUST_PROXY: value })).toMatchObject({ trustProxy: value });
  });

  it('that are wrong are all named in one error, without their values', () => {
    const wrong = {
      PORT: 'eighty',
      DATABASE_URL: 'mysql://me:secret@host/db',
      CACHE_URL: 'host:6379',
      SOURCES: 'sometimes',
      JOB_AD_STORE: 'maybe',
      TRUST_PROXY: 'everyone',
      SOURCE_NAV_ENABLED: 'yes please',
      SOURCE_ESCO_URL: 'esco',
      RATE_LIMIT: '-1',
    };

    expect(() => readConfig(wrong)).toThrow(/^Correct these settings and start again: /);
    const message = (() => {
      try {
        return String(readConfig(wrong));
      } catch (error) {
        return String(error);
      }
    })();
    for (const name of Object.keys(wrong)) expect(message).toContain(`${name}:`);
    expect(message).toContain('PORT: must be a number;');
    expect(message).not.toMatch(/secret|maybe|everyone/);
  });
});
