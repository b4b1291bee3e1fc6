import { type OperationDefinitionNode, parse, validate } from 'graphql';
import { expect, it } from 'vitest';
import { queryLimits } from '../../../src/http/cost/limits.ts';
import { examples } from '../../../src/http/playground/examples.ts';
import { createSchema } from '../../../src/schema.ts';

const schema = createSchema();
const limits = queryLimits(schema, { maxCost: 10_000, maxDepth: 15 });

it('begins with the election compass', () => {
  expect(examples()[0]).toContain('query Compass');
  expect(examples()).toHaveLength(16);
});

it.each(examples().map((text) => [/(?:query|subscription) (\w+)/.exec(text)?.[1], text]))(
  '%s is valid and within the limits',
  (_, text) => {
    const document = parse(text ?? '');
    const operation = document.definitions.find(
      (definition): definition is OperationDefinitionNode => definition.kind === 'OperationDefinition',
    );
    if (!operation) throw new Error('the example has no operation');

    expect(validate(schema, document).map((error) => error.message)).toEqual([]);
    expect(limits.check(document, operation, {}).cost).toBeLessThan(10_000);
  },
);
