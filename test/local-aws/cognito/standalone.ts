/** A Cognito by itself, for tests of it: a clock moved by hand, and listeners that remember what they were told. */
import type * as sdk from '@aws-sdk/client-cognito-identity-provider';
import type { Trail } from '../collaborators.ts';
import { AwsError, type Caller, type Json } from '../service.ts';
import { defaultSwitches, type Switches } from '../switches.ts';
import type { Limits } from './directory.ts';
import { type Cognito, type CognitoOptions, createCognito } from './service.ts';
import type { Wire } from './wire.ts';

/** The answers that tests look into; every other operation answers nothing. */
interface Answers {
  CreateUserPool: Wire<sdk.CreateUserPoolResponse>;
  DescribeUserPool: Wire<sdk.DescribeUserPoolResponse>;
  ListUserPools: Wire<sdk.ListUserPoolsResponse>;
  CreateUserPoolClient: Wire<sdk.CreateUserPoolClientResponse>;
  DescribeUserPoolClient: Wire<sdk.DescribeUserPoolClientResponse>;
  UpdateUserPoolClient: Wire<sdk.UpdateUserPoolClientResponse>;
  ListUserPoolClients: Wire<sdk.ListUserPoolClientsResponse>;
  AddUserPoolClientSecret: Wire<sdk.AddUserPoolClientSecretResponse>;
  ListUserPoolClientSecrets: Wire<sdk.ListUserPoolClientSecretsResponse>;
  DescribeUserPoolDomain: Wire<sdk.DescribeUserPoolDomainResponse>;
  ListTagsForResource: Wire<sdk.ListTagsForResourceResponse>;
  DescribeResourceServer: Wire<sdk.DescribeResourceServerResponse>;
  ListResourceServers: Wire<sdk.ListResourceServersResponse>;
}

interface Standalone {
  readonly cognito: Cognito;
  readonly switches: Switches;
  readonly clock: { now: number };
  readonly records: Parameters<Trail['record']>[0][];
  /** What the tag listener was told, in order. */
  readonly tagged: { readonly arn: string; readonly tags: Readonly<Record<string, string>> | undefined }[];
  call<K extends keyof Answers>(operation: K, input: Json): Answers[K];
  call(operation: string, input: Json): Json;
  /** What the call is refused with; fails when it is not refused. */
  refusal(operation: string, input: Json): { code: string; message: string };
  /** The new pool's id. */
  pool(more?: Json): string;
  /** A confidential client unless told otherwise. */
  client(poolId: string, more?: Json): { id: string; secret: string | undefined };
}

const caller: Caller = { accessKeyId: 'AKIDEXAMPLE', arn: 'arn:aws:iam::123456789012:user/tester' };

export function standaloneCognito(
  limits: Partial<Limits> = {},
  more: Pick<CognitoOptions, 'occupy'> & { readonly region?: string } = {},
): Standalone {
  const clock = { now: Date.UTC(2026, 10, 20, 10) };
  const switches = { ...defaultSwitches };
  const records: Standalone['records'] = [];
  const tagged: Standalone['tagged'] = [];
  const cognito = createCognito({
    site: { partition: 'aws', region: more.region ?? 'eu-west-1', account: '123456789012' },
    ...(more.occupy && { occupy: more.occupy }),
    switches,
    limits,
    now: () => clock.now,
    tags: { tagged: (arn, tags) => tagged.push({ arn, tags }) },
    trail: { record: (call) => records.push(call) },
  });
  let requests = 0;
  const answer = (operation: string, input: Json): Json => {
    requests += 1;
    const run = cognito.operations[operation];
    if (run === undefined) throw new Error(`no operation ${operation}`);
    const given = run(input, { operation, caller, requestId: `request-${requests}`, at: clock.now });
    if (given instanceof Promise) throw new Error(`${operation} answers later`);
    return given;
  };
  const call = <K extends keyof Answers>(operation: K | string, input: Json): Answers[K] =>
    answer(operation, input) as Answers[K];
  return {
    cognito,
    switches,
    clock,
    records,
    tagged,
    call,
    refusal(operation, input) {
      try {
        answer(operation, input);
      } catch (error) {
        if (error instanceof AwsError) return { code: error.code, message: error.message };
        throw error;
      }
      throw new Error(`${operation} was not refused`);
    },
    pool: (more = {}) => call('CreateUserPool', { PoolName: 'customers', ...more }).UserPool?.Id ?? '',
    client(poolId, more = {}) {
      const request = { UserPoolId: poolId, ClientName: 'orders', GenerateSecret: true, ...more };
      const made = call('CreateUserPoolClient', request).UserPoolClient;
      return { id: made?.ClientId ?? '', secret: made?.ClientSecret };
    },
  };
}
