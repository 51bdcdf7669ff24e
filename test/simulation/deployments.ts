/** What is deployed in the simulated account, and what the oracle has to know of it. */
import { type Deployment, deployAssembly } from '../deployed-assembly.ts';
import { contextOf, type DeploymentOptions } from '../deployment-options.ts';
import { asItIs, type Build, createFunction } from '../function-here.ts';
import type { LocalAws } from '../local-aws/local-aws.ts';
import { synthesize } from '../synthesis.ts';
import type { DeploymentKind } from './story.ts';

/** The rules of one deployment, as its owner would say them. */
export interface Rules {
  readonly name: string;
  readonly tagPrefix: string;
  readonly prefixes: readonly string[];
  readonly create: 'always' | 'never';
}

export interface Deployed {
  readonly rules: Rules;
  readonly deployment: Deployment;
  /** Whose calls are its own. */
  readonly callerArn: string;
}

export const kinds: Readonly<Record<DeploymentKind, Rules>> = {
  usual: {
    name: 'cognito-ssm-sync',
    tagPrefix: 'ssm-sync',
    prefixes: ['/layered-apis/', '/shared/'],
    create: 'always',
  },
  second: { name: 'second', tagPrefix: 'second-sync', prefixes: ['/second/', '/shared/'], create: 'always' },
  cautious: { name: 'cautious', tagPrefix: 'ssm-sync', prefixes: ['/layered-apis/'], create: 'never' },
};

/** How often each of them sweeps. */
export const sweepMinutes = 60;

export function deployKind(aws: LocalAws, kind: DeploymentKind, build: Build = asItIs): Deployed {
  const rules = kinds[kind];
  const { name, tagPrefix, prefixes, create } = rules;
  const options: DeploymentOptions = {
    name,
    environment: { TAG_PREFIX: tagPrefix, TARGETS: prefixes.join(','), CREATE: create },
  };
  const assembly = synthesize(contextOf(options));
  const deployment = deployAssembly(aws, assembly, options, (described) => createFunction(aws, described, build));
  return { rules, deployment, callerArn: aws.callers.reconciler.arn };
}
