// Shows the sections that hold all words of the search. Without it, the page lists every heading.
const most = 30;
const script = document.querySelector('script[data-index]');
const asked = new URLSearchParams(location.search).get('q')?.trim() ?? '';
document.querySelector('#q').value = asked;
if (asked) await show(words(asked));

async function show(wanted) {
  const sections = await (await fetch(script.dataset.index)).json();
  const found = sections
    .map((section) => ({ section, score: scoreOf(section, wanted) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score);
  const count =
    found.length > most ? `${found.length} sections, the best ${most} of them` : `${found.length} sections`;
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
  const at = Math.max(0, ...wanted.map((word) => fold(text).indexOf(word)));
  const from = Math.max(0, at - 80);
  const excerpt = document.createElement('p');
  excerpt.textContent = `${from > 0 ? '… ' : ''}${text.slice(from, at + 120)}${at + 120 < text.length ? ' …' : ''}`;
  item.append(link, excerpt);
  return item;
}

function words(text) {
  return fold(text).split(/\s+/).filter(Boolean);
}

function fold(text) {
  return text.toLowerCase();
}
