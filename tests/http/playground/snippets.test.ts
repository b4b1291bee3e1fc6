import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Asked, element, frame, languages } from '../../../playground/snippets.ts';
import { type TestGateway, testGateway } from '../../support/gateway.ts';
import { openTestServer } from '../../support/http.ts';

const run = promisify(execFile);
const has = (program: string) => spawnSync(program, ['--version']).status === 0;

/** All that a shell or a language would take for something else. */
// biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of them
const awkward = 'it’s \'a\' `b` ${c} $d "e" \\n %f åäö\t– & <g>';
const document = `# Quote: ' and \`
query Q($text: String) {
  echo(text: $text)
  hello
}`;

const written = (id: string, asked: Asked): string => {
  const code = languages.find((language) => language.id === id)?.write(asked);
  if (!code) throw new Error(`no code for ${id}`);
  return code;
};

/** Stands for pandas where it is not installed: it reads a table as pandas does, and prints it. */
const standIn = `import csv, io, json, urllib.request
def read_csv(url):
    return list(csv.reader(io.StringIO(urllib.request.urlopen(url).read().decode())))
def json_normalize(data):
    return json.dumps(data)
`;

describe('code for an answer', () => {
  let server: ReturnType<typeof openTestServer>;
  let gateway: TestGateway;
  let asked: Asked;
  let saved: Asked;
  let folder: string;

  beforeAll(async () => {
    server = openTestServer();
    gateway = await testGateway({ PORT: '0' });
    const [{ url }, graph] = await Promise.all([server.listen(), gateway.server.listen()]);
    asked = { endpoint: `${url}/graphql`, document, variables: { text: awkward }, csv: null };
    saved = { ...asked, csv: `${graph.url}/q/party-answers.csv?party=V&lang=EN` };
    folder = await mkdtemp(join(tmpdir(), 'snippets-'));
    if (has('python3') && spawnSync('python3', ['-c', 'import pandas']).status !== 0)
      await writeFile(join(folder, 'pandas.py'), standIn);
  });

  afterAll(async () => {
    await server?.close();
    await gateway?.close();
  });

  const python = async (code: string) => {
    const file = join(folder, 'snippet.py');
    await writeFile(file, code);
    const { stdout } = await run('python3', [file], { env: { ...process.env, PYTHONIOENCODING: 'utf-8' } });
    return stdout;
  };

  it.skipIf(!has('curl'))('runs in a shell with curl', async () => {
    const { stdout } = await run('sh', ['-c', written('curl', asked)]);

    expect(JSON.parse(stdout).data).toEqual({ echo: awkward, hello: 'hej' });
  });

  it('runs in Node', async () => {
    const file = join(folder, 'snippet.mjs');
    await writeFile(file, written('fetch', asked));
    const { stdout } = await run(process.execPath, [file]);

    expect(JSON.parse(stdout)).toEqual({ echo: awkward, hello: 'hej' });
  });

  it('is the same in TypeScript, with types', () => {
    const body = (id: string) => /^const response[\s\S]*?^\}\);$/m.exec(written(id, asked))?.[0];

    expect(body('typescript')).toBe(body('fetch'));
  });

  it.skipIf(!has('python3'))('runs in Python, by the CSV where there is an address', async () => {
    const table = await python(written('python', saved));

    expect(table).toContain('stance');
  });

  it.skipIf(!has('python3'))('runs in Python without an address too', async () => {
    const answer = await python(written('python', asked));

    expect(JSON.parse(answer)).toEqual({ echo: awkward, hello: 'hej' });
  });

  it('doubles the quotes of a formula, and is not offered where the query has no address', () => {
    const csv = 'https://graph.example.org/q/a.csv?b="c"';

    expect(written('sheets', { ...asked, csv })).toBe(
      '=IMPORTDATA("https://graph.example.org/q/a.csv?b=""c""")\n',
    );
    expect(written('power-query', { ...asked, csv })).toContain(
      'Web.Contents("https://graph.example.org/q/a.csv?b=""c""")',
    );
    expect(languages.filter(({ write }) => write(asked) === null).map(({ id }) => id)).toEqual([
      'r',
      'power-query',
      'sheets',
    ]);
  });

  it('keeps the title of a frame in its attribute', () => {
    expect(frame('https://graph.example.org/q/a.html?b=1&c=2', 'A "title" & more')).toContain(
      'src="https://graph.example.org/q/a.html?b=1&amp;c=2" title="A &quot;title&quot; &amp; more"',
    );
  });
});

it('has the lines of the element, with its variables by their attributes', () => {
  const given = new URLSearchParams('fromYear=2021&parties=C&parties=S&lang=EN&text=%22%3E%3Cb%3E');

  expect(element('https://graph.example.org', { query: 'motions', lang: 'sv', given })).toBe(
    `<script src="https://graph.example.org/embed.js" defer></script>
<jobtech-graph query="motions" lang="en" var-from-year="2021" var-parties="C,S" var-text="&quot;&gt;&lt;b&gt;"></jobtech-graph>
`,
  );
});
