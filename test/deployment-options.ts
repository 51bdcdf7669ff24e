/** What a test may say of a deployment, and how that is said to the stack. */
import type { Assembly } from './local-aws/cloud-formation/assembly.ts';
import type { Context } from './synthesis-folder.ts';

export interface DeploymentOptions {
  /** Properties of the construct, by the names of the function's variables. */
  readonly environment?: Readonly<Record<string, string>>;
  /** ARNs of customer keys that the function may use, beside `CREATE_KEY_ID`. */
  readonly customerKeys?: readonly string[];
  /** Of several deployments in one account each has a name. */
  readonly name?: string;
  /** The stack's own interval when left out; also one that the construct refuses. */
  readonly sweepMinutes?: number;
  /** Whether the first sweep is due at once, as with a schedule just made; after one interval when left out. */
  readonly sweepAtOnce?: boolean;
  /** Changes what is deployed, for tests of what something is there for. */
  readonly amend?: (assembly: Assembly) => Assembly;
}

const variables: Readonly<Record<string, (value: string) => Context>> = {
  DEPLOYMENT: (deploymentName) => ({ deploymentName }),
  TARGETS: (targets) => ({ targets }),
  TAG_PREFIX: (tagPrefix) => ({ tagPrefix }),
  MODE: (mode) => ({ mode }),
  CREATE: (create) => ({ create }),
  CREATE_KEY_ID: (createKeyArn) => ({ createKeyArn }),
  USER_POOLS: (pools) => ({ userPools: JSON.parse(pools) as unknown }),
};

/** Least and most that the construct takes, in minutes. */
const [shortest, longest] = [15, 1440];

/** As `cdk deploy -c name=value …` would say it. */
export function contextOf({ name, environment = {}, customerKeys, sweepMinutes }: DeploymentOptions): Context {
  const given = Object.entries(environment).map(([variable, value]) => {
    const property = variables[variable];
    if (property === undefined) throw new Error(`${variable} is no property of the construct.`);
    return property(value);
  });
  const isTaken = sweepMinutes !== undefined && sweepMinutes >= shortest && sweepMinutes <= longest;
  return Object.assign(
    { targets: '/layered-apis/' },
    name !== undefined && { deploymentName: name },
    customerKeys && { customerKeyArns: customerKeys },
    isTaken && { sweepIntervalMinutes: sweepMinutes },
    ...given,
  ) as Context;
}

/** `npm run local` may sweep more often than the construct lets anybody pay for. */
export function withRate(assembly: Assembly, sweepMinutes: number | undefined): Assembly {
  if (sweepMinutes === undefined) return assembly;
  const resources = Object.entries(assembly.template.Resources).map(([id, resource]) => {
    if (resource.Type !== 'AWS::Scheduler::Schedule') return [id, resource] as const;
    const Properties = { ...resource.Properties, ScheduleExpression: `rate(${sweepMinutes} minutes)` };
    return [id, { ...resource, Properties }] as const;
  });
  return { ...assembly, template: { ...assembly.template, Resources: Object.fromEntries(resources) } };
}
