import type { DocumentNode } from 'graphql';

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
  private readonly byText = new Map<string, KnownDocument>();
  private readonly byHash = new Map<string, KnownDocument>();
  private characters = 0;

  add(known: KnownDocument): void {
    if (this.byText.has(known.text)) return;
    this.byText.set(known.text, known);
    this.byHash.set(known.hash, known);
    this.characters += known.text.length;
    for (const oldest of this.byText.values()) {
      if (this.byText.size <= maxDocuments && this.characters <= maxCharacters) break;
      this.byText.delete(oldest.text);
      this.byHash.delete(oldest.hash);
      this.characters -= oldest.text.length;
    }
  }

  withText(text: string): KnownDocument | null {
    return this.used(this.byText.get(text));
  }

  withHash(hash: string): KnownDocument | null {
    return this.used(this.byHash.get(hash));
  }

  private used(known: KnownDocument | undefined): KnownDocument | null {
    if (!known) return null;
    this.byText.delete(known.text);
    this.byText.set(known.text, known);
    return known;
  }
}
