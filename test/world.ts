import { CognitoIdentityProvider } from '@aws-sdk/client-cognito-identity-provider';
import { type PutParameterRequest, SSM } from '@aws-sdk/client-ssm';
import type { Deployment } from './deployed-assembly.ts';
import { findLeaks, type Leak } from './leak-collector.ts';
import type { CallerName } from './local-aws/callers.ts';
import type { LocalAws } from './local-aws/local-aws.ts';
import { PoolInWorld } from './pool-in-world.ts';

/**
 * An account with the reconciler in it, and the people and tools that use it. What they do goes through the real SDK;
 * time passes only when a test lets it.
 */
export class World {
  readonly aws: LocalAws;
  readonly deployment: Deployment;
  /** Values that other people stored: they must not leak either. */
  readonly foreignSecrets: string[] = [];

  constructor(aws: LocalAws, deployment: Deployment) {
    this.aws = aws;
    this.deployment = deployment;
  }

  /** Cognito and Parameter Store as seen by somebody. */
  as(caller: CallerName): { readonly cognito: CognitoIdentityProvider; readonly ssm: SSM } {
    const configuration = this.aws.clientConfiguration(caller, { maxAttempts: 10 });
    return { cognito: new CognitoIdentityProvider(configuration), ssm: new SSM(this.aws.clientConfiguration(caller)) };
  }

  /** Lets the time pass that somebody's call needs, if any: a throttled one is tried again. */
  did<Result>(call: Promise<Result>): Promise<Result> {
    return this.aws.clock.finish(call);
  }

  /** Lets time pass until everything that is under way has been worked off. */
  settle(): Promise<void> {
    return this.aws.clock.runUntilIdle();
  }

  /** Lets time pass until the next sweep has been worked off. */
  async sweep(): Promise<void> {
    const started = (): number => this.aws.cloudWatch.metric('SweepStarted').dataPoints.length;
    const before = started();
    while (started() === before) await this.aws.clock.advance(60_000);
    await this.settle();
  }

  async createPool(
    name: string,
    options: { readonly tags?: Record<string, string>; readonly domain?: string } = {},
  ): Promise<PoolInWorld> {
    const { cognito } = this.as('person');
    const { UserPool } = await this.did(cognito.createUserPool({ PoolName: name, UserPoolTags: options.tags }));
    const pool = new PoolInWorld(this, UserPool?.Id ?? '', UserPool?.Arn ?? '');
    if (options.domain !== undefined)
      await this.did(cognito.createUserPoolDomain({ UserPoolId: pool.id, Domain: options.domain }));
    await this.did(
      cognito.createResourceServer({
        UserPoolId: pool.id,
        Identifier: 'api',
        Name: 'api',
        Scopes: [{ ScopeName: 'read', ScopeDescription: 'read' }],
      }),
    );
    return pool;
  }

  /** Somebody writes a parameter; a SecureString unless said otherwise. Words like `s3cr3t-1` in it must not leak. */
  async put(name: string, value: string, more: Partial<PutParameterRequest> = {}): Promise<void> {
    this.foreignSecrets.push(...(value.match(/s3cr3t-[\w-]+/g) ?? []));
    await this.did(
      this.as('pipeline').ssm.putParameter({
        Name: name,
        Value: value,
        Type: 'SecureString',
        Overwrite: true,
        ...more,
      }),
    );
  }

  async deleteParameter(name: string): Promise<void> {
    await this.did(this.as('person').ssm.deleteParameter({ Name: name }));
  }

  /** The text of a parameter as its readers get it; undefined when there is none. */
  text(name: string): string | undefined {
    return this.aws.parameterStore.value(name);
  }

  /** The JSON of a parameter. */
  json(name: string): unknown {
    const text = this.text(name);
    return text === undefined ? undefined : JSON.parse(text);
  }

  /** What stands at a place of a parameter; `auth.cognito` unless said otherwise. */
  credentials(name: string, place = 'auth.cognito'): unknown {
    return place
      .split('.')
      .reduce((value: unknown, key) => (value as Record<string, unknown> | undefined)?.[key], this.json(name));
  }

  version(name: string): number {
    return this.aws.parameterStore.versions(name).length;
  }

  /** The reconciler's calls while something goes on, by operation. */
  async callsDuring(run: () => Promise<unknown>): Promise<Record<string, number>> {
    const before = this.aws.dispatcher.calls.length;
    await run();
    const calls = this.aws.dispatcher.calls
      .slice(before)
      .filter(({ callerArn }) => callerArn === this.aws.callers.reconciler.arn);
    return Object.fromEntries(
      [...Map.groupBy(calls, ({ operation }) => operation)].map(([operation, group]) => [operation, group.length]),
    );
  }

  /** The reconciler's log, parsed. */
  log(): readonly Readonly<Record<string, unknown>>[] {
    return this.aws.cloudWatch.records(this.deployment.logGroup).filter((record) => record.v === 1);
  }

  /** The sum of a metric since the world began. */
  measured(metric: string): number {
    return this.aws.cloudWatch.metric(metric).sum;
  }

  /** The log lines with this code. */
  said(code: string): readonly Readonly<Record<string, unknown>>[] {
    return this.log().filter((line) => line.code === code);
  }

  /** Every secret that turned up where none may be: logs, metrics, messages and the errors of the function. */
  leaks(more: Readonly<Record<string, Iterable<string>>> = {}): readonly Leak[] {
    const { cognito, cloudWatch, lambda, sqs } = this.aws;
    const owned = this.pools.flatMap((id) =>
      cognito.clientsOf(id).flatMap(({ clientId, secrets }) => secrets.map((value) => ({ value, owner: clientId }))),
    );
    const minted = [...cognito.secretsEverMinted(), ...this.foreignSecrets].map((value) => ({ value }));
    return findLeaks([...owned, ...minted], {
      'logs and metrics': cloudWatch.lines().map(({ text }) => text),
      'queue messages': [
        ...lambda.invocations.flatMap(({ records }) => records.map(({ body }) => body)),
        ...sqs.queues.flatMap(({ messages }) => messages.map(({ body }) => body)),
      ],
      'errors and answers': lambda.invocations.map(({ error, answer }) => JSON.stringify({ error, answer })),
      ...more,
    });
  }

  /** Ids of all pools ever made in this world. */
  readonly pools: string[] = [];
}
