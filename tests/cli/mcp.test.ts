import { describe, expect, it } from 'vitest';
import { contentDirectory, runCommand } from '../support/command.ts';

const initialize = {
  method: 'initialize',
  params: {
    protocolVersion: '2025-06-18',
    capabilities: {},
    clientInfo: { name: 'test', version: '1' },
  },
};
const toolCall = (name: string, input: object) => ({
  method: 'tools/call',
  params: { name, arguments: input },
});

describe('mcp', () => {
  it('answers an assistant on standard input and output, and writes nothing else there', async () => {
    const messages = [
      initialize,
      { method: 'tools/list' },
      toolCall('run_saved_query', { name: 'party-answers' }),
      toolCall('query_graph', { query: '{ party(code: "C") { code } }' }),
    ].map((message, at) => JSON.stringify({ jsonrpc: '2.0', id: at + 1, ...message }));
    const notification = JSON.stringify({ jsonrpc: '2.0', method: 'notifications/initialized' });
    const [first, ...others] = messages;

    const { code, output } = await runCommand(
      ['mcp'],
      { DATA_DIR: await contentDirectory(), PUBLIC_URL: 'https://graph.example.org' },
      `${[first, notification, ...others].join('\n')}\n`,
    );

    const answers = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(code).toBe(0);
    expect(answers.map(({ id }) => id).sort()).toEqual([1, 2, 3, 4]);
    const answerTo = (id: number) => answers.find((one) => one.id === id).result;
    expect(answerTo(2).tools).toHaveLength(5);
    expect(answerTo(3).structuredContent.links.page).toMatch(
      /^https:\/\/graph\.example\.org\/q\/party-answers/,
    );
    expect(answerTo(4).structuredContent.data).toEqual({ party: { code: 'C' } });
  }, 60_000);

  it('keeps to saved queries where the settings say so', async () => {
    const messages = [
      initialize,
      { method: 'tools/list' },
      toolCall('run_saved_query', { name: 'party-answers' }),
    ];
    const { output } = await runCommand(
      ['mcp'],
      { DATA_DIR: await contentDirectory(), TRUSTED_DOCUMENTS_ONLY: 'true' },
      `${messages.map((message, at) => JSON.stringify({ jsonrpc: '2.0', id: at + 1, ...message })).join('\n')}\n`,
    );

    expect(output).not.toContain('"query_graph"');
    expect(output).toContain('positions.status');
  });
});
