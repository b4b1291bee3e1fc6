// What has changed in schema.graphql since the last release. Run in the folder of the package.
import { readFileSync } from 'node:fs';
import { buildSchema, findBreakingChanges, isEnumType, isInterfaceType, isObjectType } from 'graphql';

export const releasedSchema = 'released/schema.graphql';
export const acceptedFile = 'released/breaking-changes.json';
/** What a reason of `@deprecated` says: what to use, and the day from which the field may be gone. */
const reasonForm = /^Use .+\. Goes after (\d{4}-\d{2}-\d{2})\.$/s;

/** Breaking changes that nobody has accepted, acceptances without a change, and deprecations without a day. */
export function schemaChanges(today = new Date().toISOString().slice(0, 10)) {
  const before = buildSchema(readFileSync(releasedSchema, 'utf8'));
  const after = buildSchema(readFileSync('schema.graphql', 'utf8'));
  const accepted = JSON.parse(readFileSync(acceptedFile, 'utf8'));
  const announced = announcedEnds(before, today);
  const breaking = findBreakingChanges(before, after)
    .map(({ description }) => description)
    .filter((description) => !announced.some((coordinate) => isRemovalOf(coordinate, description)));
  const undated = deprecated(after).filter(({ reason }) => !reasonForm.test(reason));
  return {
    breaking,
    added: additions(before, after),
    deprecated: deprecated(after).filter(
      ({ coordinate }) => !deprecated(before).some((one) => one.coordinate === coordinate),
    ),
    accepted,
    problems: [
      ...breaking
        .filter((description) => !Object.hasOwn(accepted, description))
        .map((description) => `${description} This breaks clients of the last release.`),
      ...Object.keys(accepted)
        .filter((description) => !breaking.includes(description))
        .map((description) => `${acceptedFile} accepts what has not changed: ${description}`),
      ...undated.map(
        ({ coordinate, reason }) =>
          `${coordinate} is deprecated because “${reason}”: write “Use …. Goes after 2027-06-30.”`,
      ),
    ],
  };
}

/** Fields and enum values whose announced time is over. */
function announcedEnds(schema, today) {
  return deprecated(schema).flatMap(({ coordinate, reason }) => {
    const day = reasonForm.exec(reason)?.[1];
    return day !== undefined && day < today ? [coordinate] : [];
  });
}

function isRemovalOf(coordinate, description) {
  const [type, name] = coordinate.split('.');
  return (
    description === `${coordinate} was removed.` ||
    description === `${name} was removed from enum type ${type}.`
  );
}

function deprecated(schema) {
  return membersOf(schema).flatMap(({ coordinate, deprecationReason: reason }) =>
    typeof reason === 'string' ? [{ coordinate, reason }] : [],
  );
}

/** New types, and new fields and enum values of types that were there. */
function additions(before, after) {
  const known = new Set(membersOf(before).map(({ coordinate }) => coordinate));
  const isNew = (name) => before.getType(name) === undefined;
  return {
    types: Object.keys(after.getTypeMap()).filter(isNew),
    members: membersOf(after).flatMap(({ type, coordinate }) =>
      isNew(type) || known.has(coordinate) ? [] : [coordinate],
    ),
  };
}

function membersOf(schema) {
  return Object.values(schema.getTypeMap()).flatMap((type) => {
    if (type.name.startsWith('__')) return [];
    const members =
      isObjectType(type) || isInterfaceType(type)
        ? Object.values(type.getFields())
        : isEnumType(type)
          ? type.getValues()
          : [];
    return members.map(({ name, deprecationReason }) => ({
      type: type.name,
      coordinate: `${type.name}.${name}`,
      deprecationReason,
    }));
  });
}
