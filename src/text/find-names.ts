import { contactSections } from './contact-sections.ts';
import { lowerNames } from './find-lower-names.ts';
import { markOddForms } from './find-odd-names.ts';
import { markRepeated } from './find-repeated-names.ts';
import { markSpans } from './marks.ts';
import { candidatesIn } from './name-candidates.ts';
import { judgeAll } from './name-judging.ts';
import { spanOfName } from './name-span.ts';
import { tokensOf } from './name-tokens.ts';

/** Marks the names of persons in a view whose addresses and numbers are marked. */
export function markNames(view: string, marked: string): string {
  const tokens = tokensOf(marked);
  const candidates = candidatesIn(tokens);
  const verdicts = judgeAll(candidates, tokens, marked, contactSections(marked));
  const found = candidates.filter((_, at) => verdicts[at] === 'named' || verdicts[at] === 'called');
  const spans = found.map((one) => spanOfName(one, tokens));
  const lower = lowerNames(tokens, spans);
  spans.push(...lower);
  let text = markSpans(marked, spans, 'name');
  text = markOddForms(text);
  return markRepeated(view, text, found, lower);
}
