// Replaces `fetch` before GraphiQL uses it: shows the sources of the last answer, and sends subscriptions to
// /graphql/stream. Text from a source is always set as text, never as HTML.
(() => {
  const marks = {
    STALE: 'Contains old data: a source did not answer',
    SAMPLE: 'Contains sample data: not real figures',
  };
  const columns = [
    ['source', 'Source'],
    ['state', 'State'],
    ['retrievedAt', 'Retrieved'],
    ['licence', 'Licence'],
  ];
  const originalFetch = globalThis.fetch.bind(globalThis);

  globalThis.fetch = async (address, options) => {
    const isSubscription = new Headers(options?.headers).get('accept') === 'text/event-stream';
    const response = await originalFetch(isSubscription ? streamAddress(address) : address, options);
    const isStream = response.headers.get('content-type')?.startsWith('text/event-stream');
    if (isStream && response.body) return withEventsRead(response);
    const copy = response.clone();
    copy
      .json()
      .then(showAnswer)
      .catch(() => {
        // Not JSON. GraphiQL shows it as it is.
      });
    return response;
  };

  // GraphiQL has an option for this address, but its `endpoint` option overrides it.
  function streamAddress(address) {
    const url = new URL(address, location.href);
    url.pathname = '/graphql/stream';
    return url;
  }

  // A clone would keep the stream open after GraphiQL closes it, so the events are read as they pass through.
  function withEventsRead(response) {
    const decoder = new TextDecoder();
    let text = '';
    const reader = new TransformStream({
      transform(chunk, controller) {
        controller.enqueue(chunk);
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
    // The introspection of the playground itself uses no source and would clear the list.
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
