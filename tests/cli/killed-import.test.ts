import { expect, it } from 'vitest';
import { articles } from '../support/articles.ts';
import { contentDirectory, runCommand } from '../support/command.ts';
import { runProgram } from '../support/program.ts';

const count = '{ documents(query: "exempel") { totalCount } }';

it('leaves the database unchanged when it is killed while writing', async () => {
  const DATA_DIR = await contentDirectory();
  const folder = articles(100, 20);
  await runCommand(['import', articles(1), '--apply'], { DATA_DIR });

  const killed = runProgram(['import', folder, '--apply'], { DATA_DIR });
  await new Promise<void>((resolve) => {
    killed.process.stderr?.on('data', (data) => {
      if (String(data).includes('writing')) resolve();
    });
  });
  killed.process.kill('SIGKILL');
  await killed.ended;

  const { output } = await runCommand(['query', '-'], { DATA_DIR }, count);

  expect(JSON.parse(output)).toMatchObject({ data: { documents: { totalCount: 1 } } });
});
