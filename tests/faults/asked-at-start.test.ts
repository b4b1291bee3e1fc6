import { cpSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pino } from 'pino';
import { expect, it, onTestFinished } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { beginContent } from '../../src/content/open-content.ts';
import { query } from '../../src/database/query.ts';
import { openGateway } from '../../src/gateway.ts';
import { contentSeed, temporaryFolder } from '../support/database.ts';
import { fakeUpstream } from '../support/fake-upstream.ts';
import { testedSources } from '../support/gateway.ts';
import { sampleAnswer } from '../support/stand-in.ts';

const document = `{ datasets(filter: { query: "arbete", catalogues: ["dataportal-se"] }, first: 3) {
  nodes { title provenance { state } }
} }`;

it('a gateway that is asked before its database is open answers with what an earlier run has stored', async () => {
  const dataDir = temporaryFolder();
  onTestFinished(() => rmSync(dataDir, { recursive: true }));
  cpSync(await contentSeed(), join(dataDir, 'database'), { recursive: true });
  const catalogue = await fakeUpstream({
    '*': ({ url = '' }) => ({ json: sampleAnswer(url), headers: { 'cache-control': 'max-age=300' } }),
  });
  const environment = { SOURCE_DATAPORTAL_SE_URL: catalogue.url };
  const config = readConfig({ SOURCES: 'live', DATA_DIR: dataDir, ...environment });
  const started = async () => {
    const log = pino({ level: 'silent' });
    const gateway = await openGateway(config, log, beginContent(config, log), {
      declarations: testedSources(environment),
    });
    onTestFinished(() => gateway.close());
    return gateway;
  };
  const askedBeforeOpen = async ({ server, database, open }: Awaited<ReturnType<typeof started>>) => {
    const request = { method: 'POST', url: '/graphql', payload: { query: document } } as const;
    const asked = server.inject({ ...request, headers: { accept: 'application/json' } });
    let isOpen = false;
    const opened = open().then(() => {
      isOpen = true;
    });
    // What others ask meanwhile.
    while (!isOpen) await query(database.dataSource, 'SELECT $1::int', [1]);
    await opened;
    return (await asked).json();
  };

  const first = await started();
  const answer = await askedBeforeOpen(first);
  await first.close();
  catalogue.answerAll({ status: 503 });
  const second = await started();
  const again = await askedBeforeOpen(second);

  expect(answer.data.datasets.nodes[0].provenance.state).toBe('LIVE');
  expect(again.errors).toBeUndefined();
  expect(again.data.datasets.nodes).toEqual(
    answer.data.datasets.nodes.map((node: object) => ({ ...node, provenance: { state: 'CACHED' } })),
  );
  expect(second.database.failedStatements).toBe(0);
});
