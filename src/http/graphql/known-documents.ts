import type { DocumentNode } from 'graphql';
import { LRUCache } from 'lru-cache';

/** A document that has passed validation. */
export interface KnownDocument {
  text: string;
  /** Of its text, as automatic persisted queries name it. */
  hash: string;
  document: DocumentNode;
}

const maxDocuments = 1000;
/** Characters that all of them may have together. A parsed document takes some forty times the memory of its text. */
const maxCharacters = 500_000;

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
