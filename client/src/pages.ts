/** A connection of the graph, as far as its pages need it. */
export interface Page<Node> {
  nodes: readonly Node[];
  pageInfo: { hasNextPage: boolean; endCursor?: string | null };
}

/**
 * The nodes of all pages, one page a request, asked for when it is needed. `fetchPage` gets the cursor of the page
 * before. Ends where a page is null: its field failed, or there is no such thing.
 */
export async function* nodesOf<Node>(
  fetchPage: (after: string | null) => Promise<Page<Node> | null | undefined>,
): AsyncGenerator<Node, void, undefined> {
  let after: string | null = null;
  do {
    const page: Page<Node> | null | undefined = await fetchPage(after);
    if (!page) return;
    yield* page.nodes;
    after = page.pageInfo.hasNextPage ? (page.pageInfo.endCursor ?? null) : null;
  } while (after !== null);
}
