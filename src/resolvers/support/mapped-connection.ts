import type { Connection } from '../../entities/connection.ts';

/** The same page with other nodes; cursors are still written only when a client asks for them. */
export function mappedConnection<T, R>(page: Connection<T>, map: (node: T) => R): Connection<R> {
  const edges = page.edges.map((edge) => ({
    node: map(edge.node),
    get cursor() {
      return edge.cursor;
    },
  }));
  const { pageInfo, totalCount, failures, provenance } = page;
  return { nodes: edges.map(({ node }) => node), edges, pageInfo, totalCount, failures, provenance };
}
