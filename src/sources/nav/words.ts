import { foldWords } from '../../text/fold.ts';
import type { JobAdDraft } from '../jobtech/job-ad.ts';

/** What an ad is searched by. Made once: thousands of texts at every question would hold up all others for half a second. */
export function wordsOf({
  headline,
  employer,
  workplaceLocality,
  occupationConcept,
  description,
}: JobAdDraft): string {
  return foldWords([headline, employer, workplaceLocality, occupationConcept?.label, description].join(' '));
}
