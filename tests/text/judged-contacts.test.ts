import { describe, expect, it } from 'vitest';
import { scrubContacts } from '../../src/text/scrub-contacts.ts';
import { measure, readCorpus, share, untouched } from './support/judged-contacts.ts';

const mask = (text: string) => scrubContacts(text);

describe.each([
  // By somebody who had not seen the rules, before they were tuned.
  'contacts.json',
  // With other names; the weights of the evidence were set with it.
  'contacts-tuning.json',
  // Of other styles, written before the evidence was divided into what speaks for and against.
  'contacts-styles.json',
  // By somebody else who had not seen the rules; the kinds of things that are no persons were learnt from it.
  'contacts-fragments.json',
  // One line of each kind, written with the rules.
  'contacts-kinds.json',
  // By a fourth writer; what firms, references and places look like was learnt from it.
  'contacts-ads.json',
  // Things and firms that are named like persons. Half of it was held back while the rules were tuned.
  'contacts-things.json',
  // By a sixth writer: codes, other alphabets, addresses and numbers with words for their signs. Half of it was held back.
  'contacts-codes.json',
  // One line of each way to write a contact otherwise, and things that look like it; written with the rules.
  'contacts-odd.json',
])('the share of a judged corpus that is masked: %s', (file) => {
  const corpus = readCorpus(new URL(`./fixtures/${file}`, import.meta.url));
  const realistic = measure(corpus.realistic, mask);
  const nasty = measure(corpus.nasty, mask);
  const harmless = untouched(corpus.harmless, mask);

  it.each([
    ['addresses and numbers of realistic texts', realistic.contacts, 0.99],
    ['addresses and numbers of nasty texts', nasty.contacts, 0.97],
    ['names of realistic texts', realistic.names, 0.95],
    ['names of nasty texts', nasty.names, 0.9],
    ['what must stay in realistic texts', realistic.kept, 0.97],
    ['what must stay in nasty texts', nasty.kept, 0.95],
    ['harmless texts left untouched', harmless, 0.98],
  ])('%s', (_, found, goal) => {
    expect(share(found), found.missed.join('\n')).toBeGreaterThanOrEqual(goal);
  });
});
