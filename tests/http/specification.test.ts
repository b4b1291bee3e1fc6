import { serverAudits } from 'graphql-http';
import { afterAll, expect, it } from 'vitest';
import { openTestServer } from '../support/http.ts';

const server = openTestServer();
afterAll(() => server.close());
let url: Promise<string> | undefined;
const address = () => {
  url ??= server.listen().then((listening) => `${listening.url}/graphql`);
  return url;
};

const audits = serverAudits({ url: address, fetchFn: fetch });

it('runs every audit of graphql-http', () => {
  expect(audits).toHaveLength(61);
});

it.each(audits.map((audit) => [audit.id, audit.name, audit] as const))('%s %s', async (_id, _name, audit) => {
  const result = await audit.fn();

  expect(result, 'reason' in result ? result.reason : '').toMatchObject({ status: 'ok' });
});
