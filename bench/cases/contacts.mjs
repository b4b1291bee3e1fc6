// Measures the masker of contact details: recall and what it leaves on judged texts, and that its time is linear. Another
// corpus in the same format: CORPUS=path npm run bench -- contacts
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url);

export const title = 'contact details masked in judged texts; CPU for a text and for one four times as long';

const words = (text, pattern) => text.match(pattern) ?? [];

/** As tests/text/support/judged-contacts.ts: a part that identifies the person counts as a miss. */
function isLeft({ text, type }, { keep = [] }, output) {
  const rest = keep.reduce((left, kept) => left.replaceAll(kept, ' '), output);
  if (rest.includes(text)) return true;
  if (type === 'name') {
    const left = new Set(words(rest, /[\p{L}\p{M}]+/gu));
    return words(text, /\p{Lu}[\p{L}\p{M}]+/gu).some((word) => left.has(word));
  }
  if (type === 'email') return words(text, /^[^@\s]{4,}(?=@)/gu).some((local) => rest.includes(local));
  return words(text, /\d{5,}/g).some((digits) => rest.includes(digits));
}

const share = (list, isHit) => {
  const hits = list.filter(isHit).length;
  return `${hits} of ${list.length} (${((100 * hits) / Math.max(1, list.length)).toFixed(1)} %)`;
};

const repeated = {
  'blanks after a contact word': (size) => `Kontakt${' '.repeat(size)}`,
  'a headline of names': (size) => 'Anna Exempelsson '.repeat(size / 17),
  'digits in groups': (size) => '07 '.repeat(size / 3),
  'at signs': (size) => 'a@'.repeat(size / 2),
  'headings of contacts': (size) => 'Kontakt\n'.repeat(size / 8),
  'open tags': (size) => '<b '.repeat(size / 3),
  initials: (size) => 'A. '.repeat(size / 3),
  'names in a list': (size) => 'Anna, '.repeat(size / 6),
  'brands in a list': (size) => 'Python, '.repeat(size / 8),
  'capital letters': (size) => 'Aa '.repeat(size / 3),
  'addresses in parts': (size) => 'anna, sedan snabel-a, sedan foretag.se '.repeat(size / 40),
  'signs told to be replaced': (size) => 'byt = mot @ anna=foretag.se '.repeat(size / 28),
  'numbers in words': (size) => 'noll '.repeat(size / 5),
};

export async function run() {
  const { scrubContacts } = await import(new URL('dist/text/scrub-contacts.js', root).href);
  const file = process.env.CORPUS ?? new URL('tests/text/fixtures/contacts.json', root);
  const corpus = JSON.parse(readFileSync(file, 'utf8'));
  const results = {};
  for (const part of ['realistic', 'nasty']) {
    const judged = corpus[part].map((one) => ({ one, output: scrubContacts(one.text) }));
    const secrets = judged.flatMap(({ one, output }) =>
      (one.secrets ?? []).map((secret) => ({ secret, isMasked: !isLeft(secret, one, output) })),
    );
    const kept = judged.flatMap(({ one, output }) => (one.keep ?? []).map((text) => output.includes(text)));
    results[part] = {
      'addresses and numbers': share(
        secrets.filter(({ secret }) => secret.type !== 'name'),
        ({ isMasked }) => isMasked,
      ),
      names: share(
        secrets.filter(({ secret }) => secret.type === 'name'),
        ({ isMasked }) => isMasked,
      ),
      'left as it must be': share(kept, Boolean),
    };
  }
  console.table(results);
  console.log(
    `harmless texts untouched: ${share(corpus.harmless, ({ text }) => scrubContacts(text) === text)}`,
  );

  console.log(`CPU of a dense text of 2 kB: ${dense(corpus, scrubContacts).toFixed(2)} ms (goal: at most 2)`);
  const plain = 'vi söker en ny kollega som vill arbeta med oss i ett varierat arbete. '.repeat(29);
  console.log(
    `CPU of 2 kB without capital letters and contacts: ${perText([plain], scrubContacts).toFixed(2)} ms`,
  );

  const times = {};
  for (const [name, text] of Object.entries(repeated)) {
    scrubContacts(text(10_000));
    const [small, large] = [cpu(() => scrubContacts(text(50_000))), cpu(() => scrubContacts(text(200_000)))];
    times[name] = {
      'CPU ms, 50,000 characters': Math.round(small),
      'CPU ms, 200,000': Math.round(large),
      ratio: Math.round((10 * large) / Math.max(1, small)) / 10,
    };
  }
  console.table(times);
}

const RUNS = 40;
/** CPU in ms of one text, when the program is warm. */
function perText(texts, mask) {
  for (let at = 0; at < RUNS; at++) for (const text of texts) mask(text);
  const spent = cpu(() => {
    for (let at = 0; at < RUNS; at++) for (const text of texts) mask(text);
  });
  return spent / RUNS / texts.length;
}

/** The realistic fragments, one after another, in texts of 2 kB. */
function dense({ realistic }, mask) {
  const all = realistic.map(({ text }) => text).join('\n');
  const texts = [];
  for (let at = 0; at + 2000 <= all.length; at += 2000) texts.push(all.slice(at, at + 2000));
  return perText(texts, mask);
}

function cpu(work) {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
