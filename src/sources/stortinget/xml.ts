import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';
import { listOf, readableOrNull } from '../../upstream/decode.ts';

/** Values stay texts, and `i:nil` is kept as an attribute. */
const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
});

/** The root element of an XML document. An answer that was cut short is not well-formed, and is refused. */
export function xmlOf<T extends z.ZodType>(inside: T) {
  return z
    .string()
    .transform((xml, issues): unknown => {
      const refuse = (message: string) => {
        issues.addIssue({ code: 'custom', message });
        return z.NEVER;
      };
      // The service declares no types, and entities of a document's own may expand without end.
      if (/<!DOCTYPE/i.test(xml)) return refuse('declares a document type');
      if (XMLValidator.validate(xml) !== true) return refuse('is not well-formed');
      const root = rootOf(xml);
      return root ? withoutNil(root[1]) : refuse('has no root that can be read');
    })
    .pipe(inside);
}

/** The name and the inside of the root; undefined for what the parser refuses, such as elements nested without end. */
function rootOf(xml: string): [string, unknown] | undefined {
  try {
    const parsed: unknown = parser.parse(xml);
    return isObject(parsed) ? Object.entries(parsed).find(([name]) => !name.startsWith('?')) : undefined;
  } catch {
    return undefined;
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same with null for elements that are nil, and without attributes. */
function withoutNil(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withoutNil);
  if (!isObject(value)) return value;
  if (value['@nil'] === 'true') return null;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inside]) =>
      name.startsWith('@') ? [] : [[name, withoutNil(inside)]],
    ),
  );
}

/** The elements of a list: an empty list is "", one element is no list. Nothing for a list that is missing. */
function elements(list: unknown): unknown[] | undefined {
  if (list === '') return [];
  if (!isObject(list)) return undefined;
  return Object.values(list).flat();
}

/** The elements of a list inside an item. Null where something is there and nothing of it can be read. */
export function elementsOf<T extends z.ZodType>(item: T) {
  return z.preprocess((list) => elements(list) ?? list, readableOrNull(item));
}

/** The list that an answer is about: a bad element is dropped and counted, and a missing list is an error. */
export function listOfElements<T extends z.ZodType>(item: T) {
  return z.preprocess(elements, listOf(item));
}

/** A text; null where it is empty, missing or nil. */
export const text = z
  .unknown()
  .optional()
  .transform((value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null));
