import { Environment } from '@marcbachmann/cel-js';

/** The parts of a ValidatingAdmissionPolicy that decide. */
export interface PolicySpec {
  readonly matchConditions: readonly { readonly name: string; readonly expression: string }[];
  readonly variables: readonly { readonly name: string; readonly expression: string }[];
  readonly validations: readonly {
    readonly expression: string;
    readonly message: string;
    readonly messageExpression?: string | undefined;
  }[];
}

/** A request as the API server would put it to the policy. */
export interface AdmissionRequest {
  readonly operation: 'CREATE' | 'UPDATE';
  readonly object: unknown;
  readonly oldObject?: unknown;
  readonly namespaceObject: unknown;
  readonly params: unknown;
}

/** What the policy answers. `judged` is false where a match condition leaves the request alone. */
export interface Admission {
  readonly judged: boolean;
  readonly allowed: boolean;
  /** Of every validation that failed. */
  readonly messages: readonly string[];
}

export interface Admitter {
  readonly admit: (request: AdmissionRequest) => Admission;
}

/** An environment with the names an admission policy may use. */
export function policyEnvironment(): Environment {
  const environment = new Environment({ homogeneousAggregateLiterals: false });
  for (const variable of ['object', 'oldObject', 'namespaceObject', 'params', 'request', 'variables']) {
    environment.registerVariable(variable, 'dyn');
  }
  return environment;
}

/**
 * Compiles a policy and answers requests as an API server does with `failurePolicy: Fail`: match conditions first, then
 * the variables in their order, then every validation; what cannot be evaluated is refused.
 */
export function admitterOf({ matchConditions, variables, validations }: PolicySpec): Admitter {
  const environment = policyEnvironment();
  const compile = (expression: string): ((context: Context) => unknown) => environment.parse(expression);
  const conditions = matchConditions.map(({ expression }) => compile(expression));
  const named = variables.map(({ name, expression }) => ({ name, value: compile(expression) }));
  const rules = validations.map(({ expression, message, messageExpression }) => ({
    holds: compile(expression),
    message,
    words: messageExpression === undefined ? undefined : compile(messageExpression),
  }));
  return {
    admit({ operation, object, oldObject = null, namespaceObject, params }) {
      try {
        const found: Record<string, unknown> = {};
        const context = {
          object,
          oldObject,
          namespaceObject,
          params,
          request: { operation },
          variables: found,
        };
        if (!conditions.every((condition) => condition(context) === true)) {
          return { judged: false, allowed: true, messages: [] };
        }
        for (const { name, value } of named) found[name] = value(context);
        const failed = rules.filter(({ holds }) => holds(context) !== true);
        const messages = failed.map(({ words, message }) =>
          words === undefined ? message : String(words(context)),
        );
        return { judged: true, allowed: failed.length === 0, messages };
      } catch (error) {
        return {
          judged: true,
          allowed: false,
          messages: [error instanceof Error ? error.message : String(error)],
        };
      }
    },
  };
}

type Context = Readonly<Record<string, unknown>>;
