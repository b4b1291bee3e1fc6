import { type DocumentNode, Token, TokenKind, visit } from 'graphql';
import { LRUCache } from 'lru-cache';

/** A document that has passed validation. */
export interface KnownDocument {
  text: string;
  /** Of its text, as automatic persisted queries name it. */
  hash: string;
  document: DocumentNode;
}

const maxDocuments = 4000;
/** Characters that all of them may have together. */
const maxCharacters = 1_000_000;

/** Validated documents by their text and by their hash. The one that was used longest ago is forgotten first. */
export class KnownDocuments {
  private readonly texts = new Map<string, string>();
  private readonly byText = new LRUCache<string, KnownDocument>({
    max: maxDocuments,
    maxSize: maxCharacters,
    sizeCalculation: ({ text }) => text.length,
    dispose: ({ hash }) => this.texts.delete(hash),
  });

  add(known: KnownDocument): void {
    if (this.byText.has(known.text)) return;
    withoutTokens(known.document);
    this.byText.set(known.text, known);
    if (this.byText.has(known.text)) this.texts.set(known.hash, known.text);
  }

  withText(text: string): KnownDocument | null {
    return this.byText.get(text) ?? null;
  }

  withHash(hash: string): KnownDocument | null {
    return this.withText(this.texts.get(hash) ?? '');
  }
}

const noToken = new Token(TokenKind.SOF, 0, 0, 0, 0);

/** A third of the memory of a parsed document is its list of tokens, which only a parser reads. */
function withoutTokens(document: DocumentNode): void {
  visit(document, {
    enter: ({ loc }) => {
      if (loc) Object.assign(loc, { startToken: noToken, endToken: noToken });
    },
  });
}
