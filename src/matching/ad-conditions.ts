import { type JobAd, textOf } from '../entities/job-ad.ts';

/** Something that a text asks of a job, or a language that somebody speaks, and how ads write it. */
export interface WantedCondition {
  /** The words of the text. */
  term: string;
  offered: RegExp;
}

/** Each is written alike in texts and in ads, in Swedish or in English. */
const written = [
  /deltid|halvtid|part[- ]time|(?<!\d)[2-8][05] ?(?:%|procent)/iu,
  /(?<!\p{L})(?:natt(?:en|jobb|skift|tjänst|arbete)?|nätter|night(?:s|time)?)(?!\p{L})/iu,
  /(?<!\p{L})(?:kväll|helg|evening|weekend)/iu,
  /(?<!\p{L})(?:extrajobb|extra personal|timanställ|timvikari|behovsanställ|casual work)/iu,
  /(?<!\p{L})(?:sommar(?:jobb|vikari|arbete|personal)?(?!\p{L})|feriejobb|summer job)/iu,
  /(?<!\p{L})(?:distans(?!\p{L})|distansarbet|hemifrån|remote)/iu,
  /(?<!\p{L})(?:skift(?!\p{L})|skiftarbet|skiftgång|tvåskift|treskift|shift work)/iu,
  /(?<!\p{L})(?:tillsvidare|fast anställning|fast jobb|permanent)/iu,
  // Swedish is in most ads, and tells none from another.
  ...'arabiska|arabic danska|danish engelska|english estniska|estonian finska|finnish franska|french italienska|italian kinesiska|chinese norska|norwegian persiska|persian|farsi|dari polska|polish portugisiska|portuguese ryska|russian somaliska|somali spanska|spanish turkiska|turkish tyska|german ukrainska|ukrainian'
    .split(' ')
    .map((names) => new RegExp(`(?<!\\p{L})(?:${names})(?!\\p{L})`, 'iu')),
];

/** What a text asks for, without what it denies. */
export function conditionsIn(affirmed: string): WantedCondition[] {
  return written.flatMap((offered) => {
    const term = offered.exec(affirmed)?.[0];
    return term === undefined ? [] : [{ term, offered }];
  });
}

export function offers(ad: JobAd, { offered }: WantedCondition): boolean {
  const { headline, employmentType, workingHoursType, mustHaveConcepts, niceToHaveConcepts } = ad;
  const languages = [...mustHaveConcepts, ...niceToHaveConcepts].map(({ label }) => label);
  return [headline, employmentType, workingHoursType, ...languages, textOf(ad.description)].some(
    (text) => typeof text === 'string' && offered.test(text),
  );
}
