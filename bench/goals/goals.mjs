// What shall hold, with where it stood on 2026-11-30. `of` reads a figure of ours and one of a peer, and gives their ratio.
const cpu = (workload, server, peer) => (seen) => seen.ratio(workload, 'cpu', server, peer);
const goal = (name, stood, atMost, of) => ({ name, stood, atMost, of });
const cold = 'joined cold, c=64';
const real = 'joined cold, real size, c=64';

export const goals = [
  goal('tiny, × Apollo', 2.6, 0.9, cpu('tiny', 'ours', 'apollo')),
  goal('tiny, × Mercurius', null, 2, cpu('tiny', 'ours', 'mercurius')),
  goal('content, not kept, × Apollo', 1.4, 0.5, cpu('content', 'ours', 'apollo')),
  goal('content, not kept, × Mercurius', 5.9, 2, cpu('content', 'ours', 'mercurius')),
  goal(`${cold}, × Apollo`, 3.9, 1.2, cpu(cold, 'ours', 'apollo')),
  goal(`${cold}, × Mercurius`, 7.6, 2.2, cpu(cold, 'ours', 'mercurius')),
  goal(`${cold}, × bare join`, 6.5, 3.5, cpu(cold, 'ours', 'bare')),
  goal(`${real}, × Apollo`, 8.1, 1.5, cpu(real, 'ours', 'apollo')),
  goal('joined cold, c=1: ms over the slowest source, × Apollo', 3.2, 1.3, (seen) =>
    seen.ratio('joined cold, c=1', 'over', 'ours', 'apollo'),
  ),
  goal('hub warm, answer cache off, × Apollo', 6.1, 2, cpu('hub warm', 'hub', 'apollo')),
  goal('joined warm, × Mercurius', 4.5, 0.5, cpu('joined warm', 'kept', 'mercurius')),
  goal('joined warm, × bare', 25, 2.5, cpu('joined warm', 'kept', 'bare')),
  goal('joined warm, compressed, × bare', 25, 2.5, cpu('joined warm, compressed', 'kept', 'bare')),
  goal('hub warm, × Mercurius', 9.3, 0.5, cpu('hub warm', 'hubKept', 'mercurius')),
  goal('hub warm, × bare', 50, 2.5, cpu('hub warm', 'hubKept', 'bare')),
  goal('hot GET, wall, bare ÷ ours', 20, 2, (seen) => seen.ratio('hot GET', 'perSecond', 'bare', 'kept')),
  goal('p95 of another client during cold pages of 100, ms', 152, 20, (seen) =>
    seen.of('pages of 100', 'p95', 'ours'),
  ),
  goal('memory after the cold requests, × Apollo', 2.1, 1.4, (seen) =>
    seen.ratio('memory', 'after', 'ours', 'apollo'),
  ),
  goal('memory idle, × Apollo', 2, 1.6, (seen) => seen.ratio('memory', 'idle', 'ours', 'apollo')),
  goal('start to first answer, × Apollo', 3.1, 1.5, (seen) =>
    seen.ratio('start', 'seconds', 'ours', 'apollo'),
  ),
];
