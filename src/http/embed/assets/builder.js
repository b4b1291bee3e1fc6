// The page works without this script, with one request for each change.
const form = document.querySelector('form[data-builder]');
const snippet = document.querySelector('#snippet');
const frame = document.querySelector('#frame');
const preview = document.querySelector('jobtech-graph');

const own = new Set(['query', 'lang', 'view', 'theme']);
const attributeOf = (name) =>
  own.has(name) ? name : `var-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
const quoted = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

function update() {
  const given = [...new FormData(form)].filter(([, value]) => value !== '');
  const attributes = given.map(([name, value]) => [attributeOf(name), value]);
  for (const { name } of [...preview.attributes])
    if (!attributes.some(([other]) => other === name)) preview.removeAttribute(name);
  for (const [name, value] of attributes)
    if (preview.getAttribute(name) !== value) preview.setAttribute(name, value);
  const tag = attributes.map(([name, value]) => ` ${name}="${quoted(value)}"`).join('');
  snippet.textContent = snippet.textContent.replace(
    /<jobtech-graph.*>/,
    () => `<jobtech-graph${tag}></jobtech-graph>`,
  );
  const others = new URLSearchParams(given.filter(([name]) => name !== 'query'));
  frame.textContent = frame.textContent.replace(
    /(\.html)[^"]*/,
    (_, ending) => `${ending}?${quoted(String(others))}`,
  );
}

if (form && preview) {
  form.addEventListener('input', (event) => {
    if (event.target.name === 'query') form.requestSubmit();
    else update();
  });
}
