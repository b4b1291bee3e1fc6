import { median } from './load.mjs';

/** The figures of all rounds, by workload and server. */
export class Seen {
  workloads = new Map();

  add(workload, server, figures) {
    const servers = this.workloads.get(workload) ?? new Map();
    this.workloads.set(workload, servers);
    servers.set(server, [...(servers.get(server) ?? []), figures]);
  }

  /** The median of all rounds; undefined where it was not measured. */
  of(workload, figure, server) {
    const rounds = this.workloads.get(workload)?.get(server);
    return rounds && median(rounds.map((one) => one[figure]));
  }

  /** The median of the ratios of each round, whose two figures were measured one after the other. */
  ratio(workload, figure, server, peer) {
    const servers = this.workloads.get(workload);
    const [ours, theirs] = [servers?.get(server), servers?.get(peer)];
    return ours && theirs && median(ours.map((one, round) => one[figure] / theirs[round][figure]));
  }
}
