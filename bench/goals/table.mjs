const figure = (value, digits = 2) =>
  value === undefined || value === null ? '–' : value.toFixed(value >= 100 ? 0 : digits);

/** Prints CPU and wall time of each workload by server, and the goals. */
export function tell(seen, rows) {
  const first = (workload) => [...seen.workloads.get(workload).values()][0][0];
  const measured = [...seen.workloads.keys()].filter((name) => 'cpu' in first(name));
  for (const [title, of] of [
    ['CPU of the server a request, ms', 'cpu'],
    ['requests a second', 'perSecond'],
  ]) {
    console.log(`\n${title}`);
    console.table(
      Object.fromEntries(
        measured.map((name) => [
          name,
          Object.fromEntries(
            [...seen.workloads.get(name).keys()].map((server) => [
              server,
              figure(seen.of(name, of, server), 3),
            ]),
          ),
        ]),
      ),
    );
  }
  for (const name of ['pages of 100', 'memory', 'start']) {
    const servers = seen.workloads.get(name);
    if (!servers) continue;
    console.log(`\n${name}`);
    console.table(
      Object.fromEntries(
        [...servers.keys()].map((server) => [
          server,
          Object.fromEntries(
            Object.keys(servers.get(server)[0]).map((of) => [of, figure(seen.of(name, of, server))]),
          ),
        ]),
      ),
    );
  }
  console.log('\nGoals');
  console.table(Object.fromEntries(rows.map((row) => [row.name, goalCells(row)])));
}

export function goalCells({ stood, atMost, now }) {
  const holds = now === undefined ? '–' : now <= atMost ? 'yes' : 'no';
  return { 'stood at': figure(stood), now: figure(now), 'at most': figure(atMost), holds };
}
