/** Deploys a template: conditions, resources in the order of their needs, outputs. */
import { createHash } from 'node:crypto';
import type { EventSource } from '../event-source.ts';
import type { RunningSchedule } from '../scheduler.ts';
import type { Site } from '../service.ts';
import type { Assembly } from './assembly.ts';
import { holds } from './conditions.ts';
import { resolve, type Scope } from './intrinsics.ts';
import { makers } from './makers.ts';
import type { Account, Execution, Made, Stack } from './making.ts';
import { orderOf } from './order.ts';
import { Properties } from './properties.ts';
import { checkTemplate, type Resource, type Template } from './template.ts';

export interface StackOptions {
  readonly execution: Execution;
  /** When a schedule with this interval fires first; at once when left out, as on AWS. */
  readonly firstFiring?: (everyMilliseconds: number) => number;
}

export interface DeployedStack {
  readonly outputs: Readonly<Record<string, string>>;
  readonly sources: readonly EventSource[];
  readonly schedules: readonly RunningSchedule[];
}

/** Throws, naming the resource, for whatever is not known here and for what AWS would refuse. */
export function deployStack(account: Account, assembly: Assembly, options: StackOptions): DeployedStack {
  const { stackName, assets } = assembly;
  const template = checkTemplate(assembly.template);
  const stack: Stack = {
    name: stackName,
    account,
    execution: options.execution,
    assetPath: (key) => {
      const path = assets.get(key);
      if (path === undefined) throw new Error(`The assembly has no asset ${key}.`);
      return path;
    },
    firstFiring: options.firstFiring ?? (() => account.clock.now()),
    roles: new Map(),
    logGroups: new Set(),
    sources: [],
    schedules: [],
  };
  const made = new Map<string, Made>();
  const scope = scopeOf(account.site, stackName, template, made);
  const isWanted = ({ Condition }: { readonly Condition?: string }): boolean =>
    Condition === undefined || scope.condition(Condition);
  for (const id of orderOf(template.Resources)) {
    const resource = template.Resources[id];
    if (resource && isWanted(resource)) made.set(id, make(id, resource, stack, scope));
  }
  const outputs = Object.entries(template.Outputs ?? {}).filter(([, output]) => isWanted(output));
  return {
    outputs: Object.fromEntries(
      outputs.map(([name, { Value }]) => [name, String(resolve(Value, scope, `Outputs.${name}`))]),
    ),
    sources: stack.sources,
    schedules: stack.schedules,
  };
}

function make(id: string, { Type, Properties: given = {} }: Resource, stack: Stack, scope: Scope): Made {
  const maker = Object.hasOwn(makers, Type) ? makers[Type] : undefined;
  if (maker === undefined) throw new Error(`${id} is of type ${Type}, which is not known here.`);
  const where = `${id} (${Type})`;
  const properties = new Properties(resolve(given, scope, id), where);
  try {
    const made = maker({ stack, properties, madeUpName: (longest = 255) => madeUpName(stack.name, id, longest) });
    properties.finish();
    return made;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(reason.startsWith(where) ? reason : `${where}: ${reason}`, { cause: error });
  }
}

/** Stack, resource, and what tells it from others: the same in every run, where CloudFormation's is by chance. */
function madeUpName(stackName: string, id: string, longest: number): string {
  const suffix = createHash('sha256').update(`${stackName} ${id}`).digest('hex').slice(0, 12).toUpperCase();
  return `${`${stackName}-${id}`.slice(0, longest - suffix.length - 1)}-${suffix}`;
}

function scopeOf(site: Site, stackName: string, template: Template, made: ReadonlyMap<string, Made>): Scope {
  const { Conditions = {}, Parameters = {} } = template;
  const pseudo: Readonly<Record<string, string>> = {
    'AWS::AccountId': site.account,
    'AWS::Partition': site.partition,
    'AWS::Region': site.region,
    'AWS::StackName': stackName,
    'AWS::URLSuffix': site.partition === 'aws-cn' ? 'amazonaws.com.cn' : 'amazonaws.com',
  };
  const scope: Scope = {
    ref(name) {
      const parameter = Object.hasOwn(Parameters, name) ? Parameters[name] : undefined;
      // The bootstrap version is such a one: its default names a parameter of the account, and only Rules look at it.
      if (parameter?.Type.startsWith('AWS::SSM::'))
        throw new Error(`the parameter ${name} would be read from an account`);
      const value = parameter?.Default ?? made.get(name)?.ref ?? pseudo[name];
      if (value === undefined) throw new Error(`there is no ${name}`);
      return String(value);
    },
    attribute(id, name) {
      const value = made.get(id)?.attributes?.[name];
      if (value === undefined) throw new Error(`there is no attribute ${name} of ${id}`);
      return value;
    },
    condition: (name) => holds(name, Conditions, scope),
  };
  return scope;
}
