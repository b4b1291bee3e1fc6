// Dataportal, Riksdag and JobSearch in a process of its own, in their wire formats, after a delay. The answers are the
// same whatever is asked for, so that all of them can be compared.
import { createServer } from 'node:http';
import { samples as dataportal } from '../../dist/sources/dataportal-se/sample.js';
import { samples as jobsearch } from '../../dist/sources/jobsearch/sample.js';
import { samples as riksdagen } from '../../dist/sources/riksdagen/sample.js';

const [delay] = process.argv.slice(2);
const asked = (operation, path, query) => ({ operation, path, query: new URLSearchParams(query) });
const answers = {
  'dataportal-se': dataportal(asked('search', 'search', { query: 'title:arbete', limit: '5' })),
  riksdagen: riksdagen(asked('documents', 'dokumentlista/', { sok: 'arbete', sz: '5' })),
  jobsearch: jobsearch(asked('search', 'search', { q: 'arbete', limit: '5' })),
};
const bodies = new Map(Object.entries(answers).map(([id, answer]) => [id, JSON.stringify(answer)]));
let calls = 0;

const server = createServer((request, response) => {
  calls++;
  setTimeout(() => {
    response.writeHead(200, { 'content-type': 'application/json' });
    response.end(bodies.get(request.url.split('/', 2)[1]));
  }, Number(delay));
});
server.listen(0, '127.0.0.1', () => process.send({ url: `http://127.0.0.1:${server.address().port}` }));
process.on('message', () => {
  process.send({ calls });
  calls = 0;
});
process.on('disconnect', () => process.exit(0));
