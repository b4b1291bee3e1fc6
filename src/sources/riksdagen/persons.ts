import { z } from 'zod';
import { type Assignment, Gender, type MemberOfParliament } from '../../entities/parliament.ts';
import { entryOf } from '../../text/entry-of.ts';
import { oneLine } from '../../text/white-space.ts';
import { part } from '../../upstream/decode.ts';
import { container, day, link, many, party, required, text, title, whole } from './wire.ts';

export type MemberDraft = Omit<MemberOfParliament, 'id' | 'riksdagId' | 'provenance'>;

const genders: Readonly<Record<string, Gender>> = { kvinna: Gender.FEMALE, man: Gender.MALE };

const assignment = z.object({
  organ_kod: text,
  roll_kod: text,
  status: text,
  typ: text,
  from: day,
  tom: day,
  // Always a list; an empty one is [{}]. For the chamber it may name the person replaced.
  uppgift: part(many(z.union([z.string(), z.object({}).transform(() => '')])), []),
});

const person = z
  .object({
    intressent_id: required,
    tilltalsnamn: title,
    efternamn: title,
    kon: text,
    parti: party,
    valkrets: title,
    status: title,
    fodd_ar: whole,
    bild_url_192: link,
    personuppdrag: part(container(z.object({ uppdrag: many(assignment) })), null),
  })
  .transform((found, context): MemberDraft => {
    const name = [found.tilltalsnamn, found.efternamn].filter((part) => part !== null).join(' ');
    if (name === '') {
      context.addIssue({ code: 'custom', message: 'has no name', path: ['efternamn'] });
      return z.NEVER;
    }
    return {
      parliament: 'riksdagen',
      memberId: found.intressent_id,
      name: oneLine(name),
      gender: entryOf(genders, found.kon?.toLowerCase() ?? '') ?? null,
      partyCode: found.parti,
      constituency: found.valkrets,
      status: found.status,
      born: found.fodd_ar,
      assignments:
        found.personuppdrag?.uppdrag
          // Leave is private, so assignments with the status “Ledig” are left out.
          .filter((one) => one.roll_kod !== null && one.organ_kod !== null && one.status !== 'Ledig')
          .map(toAssignment)
          .sort((one, other) => (other.from ?? '').localeCompare(one.from ?? '')) ?? null,
      imageUrl: found.bild_url_192,
    };
  });

function toAssignment(found: z.output<typeof assignment>): Assignment {
  const isChamber = found.typ === 'kammaruppdrag' || found.organ_kod === 'kam';
  const named = found.uppgift.map(oneLine).find((name) => name !== '');
  return {
    role: found.roll_kod ?? '',
    // The type decides the meaning of a code: "KD" is a party or the war delegation.
    body: isChamber ? 'Kammaren' : (named ?? found.organ_kod ?? ''),
    bodyCode: found.organ_kod,
    from: found.from,
    to: found.tom,
  };
}

/** A list of persons; the answer for one person has the same structure. */
export const personList = z.object({
  personlista: container(z.object({ '@hits': whole, person: many(person) })).transform((list) => ({
    total: list['@hits'],
    items: list.person,
  })),
});
