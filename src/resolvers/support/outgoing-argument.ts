import { parseGlobalId } from '../../entities/node.ts';
import { withoutContactsInAddress } from '../../text/address-contacts.ts';
import { outgoingWords } from '../../text/outgoing-text.ts';
import { badInput } from './input.ts';

/** Its words and lines stay together: `outgoingText` takes out contact details with the names beside them. */
const WHOLE_TEXT = 'text';
/** A sign of an address, or as many digits as a telephone number has. */
const MAY_HOLD = /@|\uff20|%40|\b(?:mailto|tel|sms|skype|callto):|\p{Nd}(?:[^\p{L}\p{Nd}\n]{0,3}\p{Nd}){6}/iu;
const HAS_BLANK = /\s/u;
/** Letters and digits mixed, as in ids, codes and positions. */
const ID = /^(?=.*\p{L})[\p{L}\d._~:=+/-]+$/u;
/** As global ids are written, which hold the ids of sources. */
const GLOBAL_ID = /^[\w-]{8,}$/;

/**
 * An argument as it may reach a source: without contact details in any of its texts. Every argument passes here, whether
 * a source gets it or not, so that a new one needs no thought of its own.
 */
export function outgoingArgument(name: string, value: unknown): unknown {
  if (typeof value === 'string') return name === WHOLE_TEXT ? value : outgoingValue(name, value);
  if (Array.isArray(value)) return mapped(value, (one) => outgoingArgument(name, one));
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const changes = Object.entries(value).flatMap(([key, part]) => {
    const clean = outgoingArgument(key, part);
    return clean === part ? [] : [[key, clean] as const];
  });
  return changes.length === 0 ? value : { ...value, ...Object.fromEntries(changes) };
}

/** The same list where nothing changes. */
function mapped(list: readonly unknown[], change: (one: unknown) => unknown): readonly unknown[] {
  const changed = list.map(change);
  return changed.some((one, at) => one !== list[at]) ? changed : list;
}

function outgoingValue(argument: string, value: string): string {
  const clean = isIdOfContact(value) ? '' : cleaned(value);
  if (clean !== '') return clean;
  throw badInput(
    argument,
    `${argument} holds contact details alone, which are not sent to sources: give other words.`,
  );
}

/** Whether a key holds contact details, so that it can be the key of nothing that is served. */
export const holdsContacts = (key: string): boolean => isIdOfContact(key) || cleaned(key) !== key;

/** A global id holds the id of a source, which a client can make up. */
function isIdOfContact(value: string): boolean {
  const key = GLOBAL_ID.test(value) ? parseGlobalId(value)?.key : undefined;
  return key !== undefined && key !== cleaned(key);
}

function cleaned(value: string): string {
  if (!MAY_HOLD.test(value)) return value;
  const text = value.trim();
  if (HAS_BLANK.test(text)) return outgoingWords(value);
  const clean = withoutContactsInAddress(text);
  if (clean !== text) return MASKS.test(clean) ? '' : clean;
  return ADDRESS.test(text) || ID.test(text) || isOtherNumber(text) ? value : outgoingWords(value);
}

const MASKS = /^(?:\[…\])+$/u;
const ADDRESS = /^https?:\/\//i;
/** In figures alone, without the form of a telephone or personal number: an id. */
const isOtherNumber = (text: string): boolean =>
  /^\d+$/.test(text) && !/^(?:0\d{7,9}|(?:00)?4[5-7]\d{8,10}|(?:19|20)?\d{10})$/.test(text);
