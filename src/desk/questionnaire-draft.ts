import type { LabelLanguage } from './sheets/layout.ts';

/** A questionnaire that an editor is about to write: what is known of it, the rest empty. */
export interface NewQuestionnaire {
  slug: string;
  country: string;
  /** The language of the answers. */
  language: string;
  /** The languages of the association's own texts. */
  languages: readonly string[];
  /** The language of titles and lists in the sheets. */
  labels: LabelLanguage;
  title: string;
  publisher: string;
  publishedOn: string;
  url: string;
  election: string;
  questions: { number: number; text: string; kind: string }[];
  /** The name is given where the content does not have the party. */
  parties: { code: string; name: string }[];
  /** What is known of the cells; the others are empty. */
  cells: {
    question: number;
    party: string;
    status: string;
    stance: string;
    note: string;
    original: string;
  }[];
  commentaries: { question: string; authors: string; original: string }[];
}
