/** A parameter store of its own for one test, with a clock moved by hand. */
import { createParameterStore } from '../../local-aws/parameter-store/parameter-store.ts';
import { AwsError, type Json } from '../../local-aws/service.ts';
import { defaultSwitches, type Switches } from '../../local-aws/switches.ts';

const site = { partition: 'aws', region: 'eu-west-1', account: '123456789012' };
const caller = { accessKeyId: 'AKIDLOCAL', arn: 'arn:aws:iam::123456789012:user/tester' };

export function createFixture(switches: Partial<Switches> = {}, limits: { readonly standardLimit?: number } = {}) {
  let now = Date.UTC(2026, 10, 20, 10);
  const tagged: { arn: string; tags: Readonly<Record<string, string>> | undefined }[] = [];
  const events: Json[] = [];
  const store = createParameterStore({
    site,
    switches: { ...defaultSwitches, ...switches },
    tags: { tagged: (arn, tags) => void tagged.push({ arn, tags }) },
    events: { publish: ({ detail }) => void events.push(detail) },
    now: () => now,
    ...limits,
  });

  async function call(operation: string, input: Json): Promise<Json> {
    const run = store.operations[operation];
    if (run === undefined) throw new Error(`no operation ${operation}`);
    return run(input, { operation, caller, requestId: 'request', at: now });
  }

  /** The error code that a call gets, or `done`. */
  async function outcome(operation: string, input: Json): Promise<string> {
    try {
      await call(operation, input);
      return 'done';
    } catch (error) {
      if (error instanceof AwsError) return error.code;
      throw error;
    }
  }

  return {
    store,
    tagged,
    events,
    call,
    outcome,
    put: (input: Json) => call('PutParameter', { Type: 'SecureString', Value: 'v', ...input }),
    tryPut: (input: Json) => outcome('PutParameter', { Type: 'SecureString', Value: 'v', ...input }),
    advance(milliseconds: number) {
      now += milliseconds;
    },
  };
}

/** All items of a paged query, and how many pages they came on. */
export async function readPages(
  fixture: ReturnType<typeof createFixture>,
  operation: string,
  input: Json,
): Promise<{ names: unknown[]; sizes: number[] }> {
  const names: unknown[] = [];
  const sizes: number[] = [];
  let token: unknown;
  do {
    const page = await fixture.call(operation, token === undefined ? input : { ...input, NextToken: token });
    const items = Array.isArray(page.Parameters) ? page.Parameters : [];
    sizes.push(items.length);
    names.push(...items.map((item: Json) => item.Name));
    token = page.NextToken;
  } while (token !== undefined);
  return { names, sizes };
}
