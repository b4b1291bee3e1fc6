import type { FastifyInstance } from 'fastify';
import { askedEachTime, type BuiltFile, builtFile, builtFiles, forGood, sendFile } from '../built-files.ts';
import { examplesJson } from '../playground/examples.ts';
import { playgroundPolicy } from '../playground/policy.ts';
import type { SavedQuery } from '../saved-queries/query.ts';
import { checkInTurns } from '../saved-queries/read.ts';

/** `/`: the playground. Everything that it loads comes from this server. */
export function playgroundRoute(app: FastifyInstance, saved: () => readonly SavedQuery[]): void {
  const fileOf = builtFiles('playground');
  let examples: Promise<BuiltFile> | undefined;

  app.get('/', { compress: false }, async (request, reply) => {
    const page = await fileOf('index.html');
    if (!page) throw new Error('dist/playground has no index.html: run npm run build.');
    reply.header('content-security-policy', playgroundPolicy);
    return sendFile(request, reply, page, askedEachTime);
  });

  // Browsers ask for it on every page that names no icon.
  app.get('/favicon.ico', (_request, reply) =>
    reply.code(204).header('cache-control', 'public, max-age=86400').send(),
  );

  app.get('/playground/examples.json', { compress: false }, async (request, reply) => {
    // Which formats a query has is known when it is checked.
    await checkInTurns(saved());
    examples ??= builtFile('examples.json', Buffer.from(examplesJson(saved())));
    return sendFile(request, reply, await examples, askedEachTime);
  });

  app.get<{ Params: { name: string } }>('/playground/:name', { compress: false }, async (request, reply) => {
    const { name } = request.params;
    const file = name === 'index.html' ? undefined : await fileOf(name);
    // The page of an older version asks for files that are gone.
    return file ? sendFile(request, reply, file, forGood) : reply.callNotFound();
  });
}
