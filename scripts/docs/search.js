// Shows the sections that hold all words of the search. Without it, the page lists every heading.
const most = 30;
const script = document.querySelector('script[data-index]');
const asked = new URLSearchParams(location.search).get('q')?.trim() ?? '';
document.querySelector('#q').value = asked;
if (asked) await show(words(asked));

async function show(wanted) {
  const all = await (await fetch(script.dataset.index)).json();
  const found = all
    .map((section) => ({ section, score: scoreOf(section, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const sections = found.length === 1 ? '1 section' : `${found.length} sections`;
  const count = found.length > most ? `${sections}, the best ${most} of them` : sections;
  document.querySelector('#status').textContent =
    found.length === 0 ? `No section has all of “${asked}”. All headings:` : `“${asked}”: ${count}`;
  if (found.length === 0) return;
  const results = document.querySelector('#results');
  results.replaceChildren(...found.slice(0, most).map(({ section }) => resultOf(section, wanted)));
  results.hidden = false;
  document.querySelector('#all').hidden = true;
}

/** 0 where a word is missing. A word of a heading counts more than one of the text. */
function scoreOf({ page, heading, text }, wanted) {
  const [inPage, inHeading, inText] = [page, heading, text].map(fold);
  let score = 0;
  for (const word of wanted) {
    const one =
      (inHeading.includes(word) ? 4 : 0) + (inPage.includes(word) ? 2 : 0) + (inText.includes(word) ? 1 : 0);
    if (one === 0) return 0;
    score += one;
  }
  return score;
}

function resultOf({ page, heading, address, text }, wanted) {
  const item = document.createElement('li');
  const link = document.createElement('a');
  link.href = address;
  link.textContent = heading === page ? page : `${page}: ${heading}`;
  const excerpt = document.createElement('p');
  excerpt.textContent = excerptOf(text, firstOf(text, wanted));
  item.append(link, excerpt);
  return item;
}

/** Where the first of the words stands that the text has, or its beginning. */
function firstOf(text, wanted) {
  const places = wanted.map((word) => fold(text).indexOf(word)).filter((at) => at >= 0);
  return places.length > 0 ? Math.min(...places) : 0;
}

/** The words around a place in a text. */
function excerptOf(text, at) {
  const from = at < 80 ? 0 : text.indexOf(' ', at - 80) + 1;
  const end = text.indexOf(' ', at + 120);
  return `${from > 0 ? '… ' : ''}${end < 0 ? text.slice(from) : `${text.slice(from, end)} …`}`;
}

function words(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}

function fold(text) {
  return text.toLowerCase();
}
