import type { GraphQLResolveInfo } from 'graphql';
import { Path } from './path.ts';
import type { Plan, PlannedField, Values } from './plan.ts';

/** The execution that a field belongs to. */
interface Executing {
  plan: Plan;
  rootValue: unknown;
  variables: Values;
}

/** What resolvers are told of their field. Most ask for little of it, so it is read from the plan when they ask. */
export class ResolveInfo implements GraphQLResolveInfo {
  private own: Path | undefined;

  constructor(
    private readonly run: Executing,
    private readonly field: PlannedField,
    private readonly parentPath: Path | undefined,
  ) {}

  get path(): Path {
    this.own ??= new Path(this.parentPath, this.field.key, this.field.parentType.name);
    return this.own;
  }

  get fieldName(): string {
    return this.field.definition.name;
  }

  get fieldNodes(): GraphQLResolveInfo['fieldNodes'] {
    return this.field.nodes;
  }

  get returnType(): GraphQLResolveInfo['returnType'] {
    return this.field.definition.type;
  }

  get parentType(): GraphQLResolveInfo['parentType'] {
    return this.field.parentType;
  }

  get schema(): GraphQLResolveInfo['schema'] {
    return this.run.plan.schema;
  }

  get fragments(): GraphQLResolveInfo['fragments'] {
    return this.run.plan.fragments;
  }

  get operation(): GraphQLResolveInfo['operation'] {
    return this.run.plan.operation;
  }

  get rootValue(): unknown {
    return this.run.rootValue;
  }

  get variableValues(): GraphQLResolveInfo['variableValues'] {
    return this.run.variables;
  }
}
