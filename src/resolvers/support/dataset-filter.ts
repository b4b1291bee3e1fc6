import { Field, InputType } from 'type-graphql';
import type { Context } from '../../context.ts';
import { DateScalar } from '../../entities/scalar.ts';
import type { DatasetRequest } from '../../loaders/catalogue.ts';
import { dayOf } from '../../text/day.ts';
import { knownPublisher, knownSources, knownTheme } from './filters.ts';
import { sentText } from './input.ts';

@InputType({ description: 'Narrows a dataset search; a dataset must match all given fields.' })
export class DatasetFilter {
  @Field(() => String, { nullable: true, description: 'Words to find.' }) query?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Slug, id, name or ten-digit number of an organisation.',
  })
  publisher?: string | null;
  @Field(() => String, { nullable: true, description: 'Code of one of the EU’s 13 data themes: `SOCI`.' })
  theme?: string | null;
  @Field(() => String, { nullable: true, description: 'Media type: `text/csv`.' }) format?: string | null;
  @Field(() => String, { nullable: true, description: 'SPDX id (`CC0-1.0`) or the address of the terms.' })
  licence?: string | null;
  @Field(() => [String], { nullable: true, description: 'Source slugs: `dataportal-se`.' })
  catalogues?: string[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Only high-value datasets.' }) hvdOnly?:
    | boolean
    | null;
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Only records changed in the catalogue since this day.',
  })
  modifiedAfter?: Date | string | null;
}

/** The search that a filter stands for, checked. */
export function datasetRequest(
  { content, sources }: Context,
  filter: DatasetFilter | null | undefined,
): Omit<DatasetRequest, 'terms'> {
  const catalogues = knownSources('catalogues', sources.idsOf('CATALOGUE'), filter?.catalogues);
  const search = {
    text: typeof filter?.query === 'string' ? sentText('query', filter.query) : undefined,
    publisherNumber: knownPublisher(content, filter?.publisher) ?? undefined,
    themes: filter?.theme ? [knownTheme(filter.theme)] : undefined,
    format: filter?.format ?? undefined,
    licence: filter?.licence ?? undefined,
    hvdOnly: filter?.hvdOnly ?? undefined,
    modifiedAfter: filter?.modifiedAfter ? dayOf(filter.modifiedAfter) : undefined,
  };
  return { search, catalogues };
}
