import { textOf } from '../../entities/job-ad.ts';
import { foldWords } from '../../text/fold.ts';
import type { JobAdDraft } from '../jobtech/ad-draft.ts';

/** What an ad is searched by. Computed once per ad: to fold thousands of texts for every search would block all requests for half a second. */
export function wordsOf({
  headline,
  employer,
  workplaceLocality,
  occupationConcept,
  description,
}: JobAdDraft): string {
  return foldWords(
    [headline, employer, workplaceLocality, occupationConcept?.label, textOf(description)].join(' '),
  );
}
