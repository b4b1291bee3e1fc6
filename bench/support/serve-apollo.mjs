import { createServer } from 'node:http';
import { HeaderMap } from '@apollo/server';

/** Serves an Apollo server that was written by hand, with nothing around it, and tells its parent where. */
export async function serveApollo(apollo) {
  await apollo.start();
  const server = createServer(async (request, response) => {
    const parts = [];
    for await (const part of request) parts.push(part);
    const answer = await apollo.executeHTTPGraphQLRequest({
      httpGraphQLRequest: {
        method: 'POST',
        headers: new HeaderMap(Object.entries(request.headers)),
        search: '',
        body: JSON.parse(Buffer.concat(parts).toString()),
      },
      context: async () => ({}),
    });
    response.writeHead(answer.status ?? 200, Object.fromEntries(answer.headers)).end(answer.body.string);
  });
  server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
  process.on('disconnect', () => process.exit(0));
}
