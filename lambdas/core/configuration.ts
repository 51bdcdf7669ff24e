import * as z from 'zod/mini';
import type { Deployment } from './deployment.ts';

/**
 * The deployment's configuration, read from the environment once, when the function starts. Every fault is named in
 * one error, so that a wrong deployment is mended in one go.
 *
 *   DEPLOYMENT       name of this deployment, and the metrics' service dimension       cognito-ssm-sync
 *   TARGETS          [{"prefix": "/layered-apis/", "pools": ["eu-west-1_…"]?}]         required
 *   TAG_PREFIX       first part of the tag keys                                        ssm-sync
 *   MODE             apply | report (plans and logs, writes nothing)                   apply
 *   CREATE           always | never (only parameters that exist are written)           always
 *   CREATE_KEY_ID    customer key that created parameters are encrypted with           aws/ssm
 *   USER_POOLS       ["eu-west-1_…"]: the only pools looked at                         all
 *   EVENT_QUEUE_URL  where events come from                                            required
 *   SWEEP_QUEUE_URL  where sweeps come from, and where their messages go (FIFO)        required
 *   AWS_REGION       set by Lambda                                                     required
 */
export interface Configuration {
  readonly deployment: Deployment;
  readonly mode: 'apply' | 'report';
  readonly createKeyId?: string;
  readonly eventQueueUrl: string;
  readonly sweepQueueUrl: string;
}

/** Thrown at start: what is missing or wrong, all of it. */
export class ConfigurationError extends Error {
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The reconciler's configuration has ${faults.length} fault${faults.length === 1 ? '' : 's'}: ${faults.join('; ')}.`,
    );
    this.name = 'ConfigurationError';
    this.faults = faults;
  }
}

const userPoolId = z.string().check(z.regex(/^[\w-]+_[0-9a-zA-Z]+$/));
const queueUrl = z.string().check(z.regex(/^https?:\/\/\S+\/\S+$/));
const fifoQueueUrl = z.string().check(z.regex(/^https?:\/\/\S+\/\S+\.fifo$/));

const environment = z.object({
  DEPLOYMENT: z._default(z.string().check(z.regex(/^[\w.-]{1,64}$/)), 'cognito-ssm-sync'),
  TARGETS: json(
    z
      .array(
        z.strictObject({
          // "/" alone opens every parameter, which is for its owner to say.
          prefix: z.string().check(z.regex(/^\/([A-Za-z0-9_.-]+\/)*$/)),
          pools: z.optional(z.array(userPoolId).check(z.minLength(1))),
        }),
      )
      .check(z.minLength(1)),
  ),
  TAG_PREFIX: z._default(z.string().check(z.regex(/^(?!aws)[A-Za-z0-9_.-]{1,32}$/i)), 'ssm-sync'),
  MODE: z._default(z.enum(['apply', 'report']), 'apply'),
  CREATE: z._default(z.enum(['always', 'never']), 'always'),
  CREATE_KEY_ID: z.optional(z.string().check(z.minLength(1), z.maxLength(2048))),
  USER_POOLS: z.optional(json(z.array(userPoolId).check(z.minLength(1)))),
  EVENT_QUEUE_URL: queueUrl,
  SWEEP_QUEUE_URL: fifoQueueUrl,
  AWS_REGION: z.string().check(z.regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/)),
});

/** What each variable accepts, in words; the schema above checks just this. */
const accepted: Readonly<Record<keyof z.infer<typeof environment>, string>> = {
  DEPLOYMENT: '1 to 64 of A-Z a-z 0-9 _ . -',
  TARGETS: 'JSON like [{"prefix":"/layered-apis/"}]; a prefix begins and ends with /, "pools" lists pool ids',
  TAG_PREFIX: '1 to 32 of A-Z a-z 0-9 _ . -, not beginning with aws',
  MODE: 'apply or report',
  CREATE: 'always or never',
  CREATE_KEY_ID: 'a KMS key id, alias or ARN',
  USER_POOLS: 'JSON like ["eu-west-1_AbCdEfGhI"]',
  EVENT_QUEUE_URL: 'the URL of an SQS queue',
  SWEEP_QUEUE_URL: 'the URL of an SQS FIFO queue, ending with .fifo',
  AWS_REGION: 'a region such as eu-west-1',
};

/** The configuration in these variables; throws a `ConfigurationError` that names every fault. */
export function parseConfiguration(variables: Readonly<Record<string, string | undefined>>): Configuration {
  // An empty variable is one that was left out: CloudFormation cannot leave one out.
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  );
  const parsed = z.safeParse(environment, given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map(({ path }) => String(path[0])))];
    throw new ConfigurationError(names.map((name) => faultOf(name, given[name])));
  }
  const { data } = parsed;
  return {
    deployment: {
      name: data.DEPLOYMENT,
      region: data.AWS_REGION,
      tagPrefix: data.TAG_PREFIX,
      targets: data.TARGETS.map(({ prefix, pools }) => ({ prefix, ...(pools && { pools }) })),
      create: data.CREATE,
      ...(data.USER_POOLS && { userPools: data.USER_POOLS }),
    },
    mode: data.MODE,
    ...(data.CREATE_KEY_ID && { createKeyId: data.CREATE_KEY_ID }),
    eventQueueUrl: data.EVENT_QUEUE_URL,
    sweepQueueUrl: data.SWEEP_QUEUE_URL,
  };
}

function faultOf(name: string, found: string | undefined): string {
  const expected = accepted[name as keyof typeof accepted];
  return found === undefined
    ? `${name} is missing (${expected})`
    : `${name} is ${JSON.stringify(found.slice(0, 200))}, not ${expected}`;
}

/** A variable that holds JSON of this shape. */
function json<Schema extends z.ZodMiniType>(schema: Schema) {
  const parse = z.transform((text: string, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.issues.push({ code: 'custom', message: 'not JSON', input: text });
      return z.NEVER;
    }
  });
  return z.pipe(z.pipe(z.string(), parse), schema);
}
