/** What every pool was at every moment: its tags, endpoints and clients, by the order of the calls that changed them. */
import type { LocalAws } from '../local-aws/local-aws.ts';
import type { Call, Json } from '../local-aws/service.ts';

export interface PoolState {
  readonly id: string;
  readonly arn: string;
  readonly name: string;
  readonly tags: Readonly<Record<string, string>>;
  /** Its token endpoints, the preferred one first. */
  readonly endpoints: readonly string[];
  readonly clients: readonly ClientState[];
}

export interface ClientState {
  readonly id: string;
  readonly name: string;
  /** Registered itself. */
  readonly isStranger: boolean;
  /** Living ones, oldest first; none: a public client. */
  readonly secrets: readonly string[];
  /** What Describe shows, if anything. */
  readonly shown: string | undefined;
}

interface Look {
  readonly order: number;
  /** Undefined: it is gone. */
  readonly state: PoolState | undefined;
}

export class PoolHistory {
  readonly #aws: LocalAws;
  readonly #looks = new Map<string, Look[]>();

  constructor(aws: LocalAws) {
    this.#aws = aws;
  }

  get ids(): readonly string[] {
    return [...this.#looks.keys()];
  }

  /** Notes what a call to Cognito made of the pool it was about. */
  look(order: number, operation: string, input: Json, result: Json): void {
    if (/^(Describe|List|Get)/.test(operation)) return;
    const made = result.UserPool;
    const id =
      typeof made === 'object' && made !== null && 'Id' in made
        ? String(made.Id)
        : String(input.UserPoolId ?? input.ResourceArn).replace(/^.*\//, '');
    this.note(order, id);
  }

  /** Notes what the pool is now. */
  note(order: number, id: string): void {
    this.#looks.set(id, [...(this.#looks.get(id) ?? []), { order, state: this.#stateOf(id) }]);
  }

  /** What the pool is by now. */
  now(id: string): PoolState | undefined {
    return this.#looks.get(id)?.at(-1)?.state;
  }

  /** Everything that the pool was from one moment to another, both included. */
  during(id: string, from: number, to: number): readonly (PoolState | undefined)[] {
    const looks = this.#looks.get(id) ?? [];
    const first = looks.findLastIndex(({ order }) => order <= from);
    return [
      ...(first === -1 ? [undefined] : []),
      ...looks
        .slice(Math.max(0, first))
        .filter(({ order }) => order <= to)
        .map(({ state }) => state),
    ];
  }

  #stateOf(id: string): PoolState | undefined {
    const { cognito, site } = this.#aws;
    const ask = (operation: string, input: Json): Json => {
      const answer = cognito.operations[operation]?.(input, nobody);
      if (answer === undefined || answer instanceof Promise) throw new Error(`${operation} does not answer at once`);
      return answer;
    };
    if (!this.#exists(id)) return undefined;
    const pool = ask('DescribeUserPool', { UserPoolId: id }).UserPool as Readonly<Record<string, unknown>>;
    const prefix = pool.Domain === undefined ? [] : [`${pool.Domain}.auth.${site.region}.amazoncognito.com`];
    const custom = pool.CustomDomain === undefined ? [] : [String(pool.CustomDomain)];
    return {
      id,
      arn: String(pool.Arn),
      name: String(pool.Name),
      tags: pool.UserPoolTags as PoolState['tags'],
      endpoints: [...custom, ...prefix].map((host) => `https://${host}/oauth2/token`),
      clients: cognito.clientsOf(id).map(({ clientId, clientName, clientType, secrets }) => {
        const described = ask('DescribeUserPoolClient', { UserPoolId: id, ClientId: clientId }).UserPoolClient;
        const { ClientSecret: shown } = described as { readonly ClientSecret?: string };
        return { id: clientId, name: clientName, isStranger: clientType === 'DCR', secrets, shown };
      }),
    };
  }

  #exists(id: string): boolean {
    const { partition, region, account } = this.#aws.site;
    return this.#aws.cognito.tagsOf(`arn:${partition}:cognito-idp:${region}:${account}:userpool/${id}`) !== undefined;
  }
}

/** Whoever looks at a service past the dispatcher. */
const nobody: Call = { operation: '', caller: { accessKeyId: '', arn: '' }, requestId: '', at: 0 };
