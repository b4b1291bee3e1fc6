import { rememberedList } from '../../text/remembered-list.ts';
import type { Call } from '../../upstream/call.ts';
import { SourceError } from '../../upstream/errors.ts';
import { days, hours, seconds } from '../../upstream/time.ts';
import type { Post, Upstream } from '../../upstream/upstream.ts';
import { batchesOf } from '../formats/batches.ts';
import type { TextTerms, TextTermsOperations } from '../kinds/text-terms.ts';
import { defineSource } from '../source.ts';
import { documentList, type TermsOfDocument } from './decode.ts';
import { samples } from './sample.ts';

/** The API refuses more in one request. */
const MOST_DOCUMENTS = 100;
/** Statuses for an invalid document in the batch, unlike 401, 403 or 429. */
const BAD_DOCUMENT: ReadonlySet<number> = new Set([400, 413, 422]);
/** Required. The answer repeats it and is stored, so it must hold nothing of the text. */
const HEADLINE = 'Text';

/** JobAd Enrichments: finds occupations, skills, traits and places in a Swedish text, with a model trained on job ads. */
export const enrichments = defineSource({
  id: 'enrichments',
  kind: 'TEXT_TERMS',
  name: 'JobAd Enrichments',
  publisher: 'Arbetsförmedlingen',
  homepage: 'https://jobtechdev.se',
  documentation: 'https://jobad-enrichments-api.jobtechdev.se',
  licence: 'not stated',
  attribution: 'Arbetsförmedlingen, JobAd Enrichments',
  country: 'SE',
  baseUrl: 'https://jobad-enrichments-api.jobtechdev.se',
  // No limit is published; this one is ours.
  budget: { limit: 60, windowSeconds: 60 },
  concurrency: 2,
  timeoutMs: seconds(6),
  maxBytes: 16 * 1024 * 1024,
  // The same text has the same terms until the model changes.
  freshFor: hours(24),
  usableFor: days(30),
  // One request takes a hundred texts.
  requests: { terms: 1 / MOST_DOCUMENTS },
  identifiers: ['term'],
  samples,
  open,
});

/** The ads of an occupation are read again and again. */
const MOST_LISTS = 8;

function open(upstream: Upstream): TextTermsOperations {
  const requestOf = rememberedList(termsRequest, MOST_LISTS);

  const ask = async (texts: readonly string[], call: Call): Promise<(TextTerms | null)[]> => {
    const { value, provenance } = await upstream.post(requestOf(texts), call);
    // The answer has the documents in any order, and some may be missing.
    const byId = new Map(value.map(({ id, terms }) => [id, terms]));
    return texts.map((_, at) => {
      const terms = byId.get(String(at));
      return terms ? { terms, provenance } : null;
    });
  };

  /** The API refuses a whole batch for one invalid document: the batch is halved until that document is alone. */
  const askApart = async (
    texts: readonly string[],
    call: Call,
  ): Promise<(TextTerms | SourceError | null)[]> => {
    try {
      return await ask(texts, call);
    } catch (error) {
      if (!(error instanceof SourceError && BAD_DOCUMENT.has(error.refusedWith ?? 0))) throw error;
      if (texts.length === 1) return [error];
      const half = Math.ceil(texts.length / 2);
      const parts = [texts.slice(0, half), texts.slice(half)];
      return (await Promise.all(parts.map((part) => askApart(part, call)))).flat();
    }
  };

  return {
    scheme: 'jobad-enrichments',
    async terms(texts, call) {
      const batches = batchesOf(texts, MOST_DOCUMENTS);
      const found = (await Promise.all(batches.map((batch) => askApart(batch, call)))).flat();
      const [first] = found;
      if (first instanceof SourceError && found.every((one) => one instanceof SourceError)) throw first;
      return found;
    },
  };
}

function termsRequest(texts: readonly string[]): Post<TermsOfDocument[]> {
  return {
    operation: 'terms',
    path: 'enrichtextdocuments',
    body: {
      documents_input: texts.map((text, at) => ({
        doc_id: String(at),
        doc_headline: HEADLINE,
        doc_text: text,
      })),
      include_terms_info: false,
      include_sentences: false,
      sort_by_prediction_score: 'NOT_SORTED',
    },
    decode: documentList,
    echo: { asked: texts.map((_, at) => String(at)), of: (documents) => documents.map(({ id }) => [id]) },
  };
}
