// Watches the answers that the playground fetches and shows where the last one came from; sends subscriptions to
// where they are streamed. Runs in the browser before GraphiQL does; every text from a source is set as text, never
// as HTML.
(() => {
  const marks = {
    STALE: 'Holds old data: a source did not answer',
    SAMPLE: 'Holds sample data: not real figures',
  };
  const columns = [
    ['source', 'Source'],
    ['state', 'State'],
    ['retrievedAt', 'Retrieved'],
    ['licence', 'Licence'],
  ];
  const fetchFirst = globalThis.fetch.bind(globalThis);

  globalThis.fetch = async (address, options) => {
    const isSubscription = new Headers(options?.headers).get('accept') === 'text/event-stream';
    const response = await fetchFirst(isSubscription ? streamed(address) : address, options);
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (isStream && response.body) return watched(response);
    const copy = response.clone();
    copy
      .json()
      .then(showAnswer)
      .catch(() => {
        // Not JSON: GraphiQL shows what came.
      });
    return response;
  };

  // GraphiQL has an option for this address, but what it is told of queries overrules it.
  function streamed(address) {
    const url = new URL(address, location.href);
    url.pathname = '/graphql/stream';
    return url;
  }

  // A copy would keep the stream open when GraphiQL has let go of it, so its events are read as they pass.
  function watched(response) {
    const decoder = new TextDecoder();
    let text = '';
    const reader = new TransformStream({
      transform(chunk, passedOn) {
        passedOn.enqueue(chunk);
        const blocks = (text + decoder.decode(chunk, { stream: true })).split('\n\n');
        text = blocks.pop();
        for (const block of blocks) {
          const data = /^data: (.+)$/m.exec(block)?.[1];
          if (data) showAnswer(JSON.parse(data));
        }
      },
    });
    return new Response(response.body.pipeThrough(reader), response);
  }

  function showAnswer(answer) {
    // The playground's own introspection asks no source and would wipe the list.
    if (answer?.data && !('__schema' in answer.data)) show(answer.extensions?.sources ?? []);
  }

  function show(sources) {
    const panel = document.querySelector('#answer-sources') ?? addPanel();
    const wasOpen = panel.querySelector('details')?.open ?? false;
    const states = new Set(sources.map((source) => source.state));
    const warnings = Object.keys(marks).filter((state) => states.has(state));

    const details = element('details');
    details.open = wasOpen || warnings.length > 0;
    const summary = element('summary');
    for (const state of warnings) summary.append(element('mark', `${state} · ${marks[state]}`));
    summary.append(`Sources of this answer: ${sources.length}`);
    details.append(summary);
    if (sources.length > 0) details.append(table(sources));
    panel.replaceChildren(details);
    panel.hidden = false;
  }

  function table(sources) {
    const whole = element('table');
    const head = whole.createTHead().insertRow();
    for (const [, title] of columns) {
      const cell = element('th', title);
      cell.scope = 'col';
      head.append(cell);
    }
    const body = whole.createTBody();
    for (const source of sources) {
      const row = body.insertRow();
      for (const [key] of columns) row.insertCell().textContent = source[key] ?? '–';
    }
    return whole;
  }

  function addPanel() {
    const panel = element('section');
    panel.id = 'answer-sources';
    panel.setAttribute('aria-label', 'Sources of the last answer');
    panel.setAttribute('aria-live', 'polite');
    document.body.append(panel);
    return panel;
  }

  function element(name, text = '') {
    const made = document.createElement(name);
    made.textContent = text;
    return made;
  }
})();
