// Serves JobStream's snapshot from a process of its own. Ads are made while they are sent, so that the measured process
// pays nothing for it. It can be cut like the real one: the connection closes normally, which is a success for HTTP.
import { once } from 'node:events';
import { createServer } from 'node:http';
import { anAd } from './job-stream.mjs';

const [count = '37000', bytes = '11000'] = process.argv.slice(2).map(Number);
const roots =
  'undervisning sjukvård utveckling kommun ansvar erfarenhet projekt leverans kund team ledning teknik system kvalitet miljö säkerhet ekonomi planering stöd samarbete körkort svenska engelska uppdrag arbete lön semester utbildning examen verksamhet'.split(
    ' ',
  );
const endings = ['', 'en', 's', 'ar', 'arna', 'er', 'erna', 'slig', 'sam', 'sarbete', 'skrav', 'splan'];
/** Varied texts, so that no two ads have the same words; the same in every run. */
let state = 1;
const random = () => {
  state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
  return state / 2_147_483_648;
};
const word = () =>
  roots[Math.floor(random() * roots.length)] + endings[Math.floor(random() * endings.length)];
const sentences = Array.from({ length: 4000 }, () => {
  const words = Array.from({ length: 6 + Math.floor(random() * 14) }, word).join(' ');
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}. `;
});

const framing = JSON.stringify(adOf(0, '')).length;
function text() {
  let found = '';
  while (found.length < bytes - framing) found += sentences[Math.floor(random() * sentences.length)];
  return found;
}
function adOf(at, said) {
  return anAd(String(30_000_000 + at), {
    headline: `Exempel ${at}: ${word()} sökes`,
    description: { text: said, text_formatted: null },
    publication_date: `2026-07-${String(1 + (at % 28)).padStart(2, '0')}T08:00:${String(at % 60).padStart(2, '0')}`,
    last_publication_date: '2030-12-31T23:59:59',
    removed: false,
    timestamp: 1_780_000_000_000 + at,
  });
}

/** Where the list is cut: in the middle of an ad, after a comma, or before the closing bracket. */
let cut = null;
let sent = 0;

const server = createServer(async (request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  if (!request.url.startsWith('/v2/snapshot')) return response.end('[]');
  state = 1;
  sent = 0;
  const left = new AbortController();
  response.once('close', () => left.abort());
  const write = async (chunk) => {
    sent += Buffer.byteLength(chunk);
    if (!response.write(chunk)) await once(response, 'drain', { signal: left.signal }).catch(() => undefined);
    return !response.destroyed;
  };
  const end = cut ? Math.floor(count * cut.share) : count;
  await write('[');
  let buffer = '';
  for (let at = 0; at < end; at++) {
    buffer += `${JSON.stringify(adOf(at, text()))}${at === count - 1 ? '' : ','}`;
    if (buffer.length < 65_536) continue;
    if (!(await write(buffer))) return;
    buffer = '';
  }
  if (cut?.where === 'in mid-ad') buffer += JSON.stringify(adOf(end, text())).slice(0, bytes / 2);
  await write(buffer);
  response.end(cut ? '' : ']');
});
server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
process.on('message', (order) => {
  if ('cut' in order) cut = order.cut;
  process.send({ sent });
});
process.on('disconnect', () => process.exit(0));
