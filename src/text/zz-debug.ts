import { contactSections } from './contact-sections.ts';
import { markAddresses } from './find-addresses.ts';
import { candidatesIn } from './name-candidates.ts';
import { judgeAll } from './name-judging.ts';
import { tokensOf } from './name-tokens.ts';
import { viewOf } from './text-view.ts';
export function debug(text: string) {
  const marked = markAddresses(viewOf(text).text, 'SE');
  const tokens = tokensOf(marked);
  const cs = candidatesIn(tokens);
  const v = judgeAll(cs, tokens, marked, contactSections(marked));
  cs.forEach((c, i) =>
    console.log(
      v[i],
      c.form,
      c.words.join(' '),
      c.hasFirstName,
      c.isAfterThing,
      c.isPlaceAlone,
      JSON.stringify(
        c.words.map((_, k) => {
          const a = tokens.list[c.from + k]?.about;
          return a
            ? `${a.listed.given}${a.listed.family}${a.isCommon ? 'C' : ''}${a.isOther ? 'O' : ''}${a.listed.isThing ? 'T' : ''}${a.listed.isPlace ? 'P' : ''}${a.listed.isAlsoWord ? 'W' : ''}${a.isThingNoun ? 'N' : ''}${a.isRole ? 'R' : ''}`
            : '';
        }),
      ),
    ),
  );
}
export function toks(text: string) {
  const marked = markAddresses(viewOf(text).text, 'SE');
  for (const t of tokensOf(marked).list) console.log(JSON.stringify([t.gap, t.text, t.kind]));
}
