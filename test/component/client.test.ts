import { describe, expect, test } from 'vitest';
import { CallError } from '../../lambdas/core/findings.ts';
import type { Switches } from '../local-aws/switches.ts';
import { createClient, createPool, rejection, textIn } from './arrangement.ts';
import { createEmbeddedAws, type EmbeddedAws, type Wishes } from './embedded-aws.ts';

const original = 'originalOriginalOriginal';
const added = 'addedAddedAddedAddedAdded';

async function arrange(wishes: Wishes = {}, client = {}): Promise<{ aws: EmbeddedAws; pool: string; id: string }> {
  const aws = createEmbeddedAws(wishes);
  const pool = await createPool(aws);
  return { aws, pool, id: await createClient(aws, pool, client) };
}

async function seenSecret(aws: EmbeddedAws, pool: string, id: string): Promise<string | undefined> {
  return (await aws.finish(aws.pools.client(pool, id)))?.secret?.reveal();
}

describe('a client', () => {
  test('is its id, name and secret', async () => {
    const { aws, pool, id } = await arrange({}, { ClientName: 'Order Service' });
    const [state] = aws.cognito.clientsOf(pool);
    const client = await aws.finish(aws.pools.client(pool, id));
    expect(client).toMatchObject({ id, name: 'Order Service', dynamic: false });
    expect(client?.secret?.reveal()).toBe(state?.secrets[0]);
  });

  test('that is public has no secret', async () => {
    const { aws, pool, id } = await arrange({}, { GenerateSecret: false });
    expect(await aws.finish(aws.pools.client(pool, id))).toEqual({ id, name: 'orders', dynamic: false });
    expect(await aws.finish(aws.pools.secretCount(pool, id))).toBe(0);
  });

  test('that registered itself is dynamic', async () => {
    const { aws, pool } = await arrange();
    const { clientId } = aws.cognito.registerDynamically(pool, { clientName: 'orders' });
    expect(await aws.finish(aws.pools.client(pool, clientId))).toMatchObject({ id: clientId, dynamic: true });
  });

  test('that is not in its pool is an answer, not an error', async () => {
    const { aws, pool } = await arrange();
    expect(await aws.finish(aws.pools.client(pool, '1example23456789'))).toBeUndefined();
  });

  test.each<[Switches['describedSecret'], string | undefined, string | undefined]>([
    ['original-then-absent', original, undefined],
    ['original-then-promoted', original, added],
    ['newest', added, added],
  ])(
    'has the secret that Cognito shows, whichever that is (%s)',
    async (describedSecret, withBoth, withoutOriginal) => {
      const { aws, pool, id } = await arrange(
        { switches: { describedSecret } },
        { GenerateSecret: undefined, ClientSecret: original },
      );
      const of = { UserPoolId: pool, ClientId: id };
      const { ClientSecrets } = await aws.perform(aws.cognito, 'ListUserPoolClientSecrets', of);
      await aws.perform(aws.cognito, 'AddUserPoolClientSecret', { ...of, ClientSecret: added });
      expect(await seenSecret(aws, pool, id)).toBe(withBoth);
      expect(await aws.finish(aws.pools.secretCount(pool, id))).toBe(2);

      const [first]: readonly unknown[] = Array.isArray(ClientSecrets) ? ClientSecrets : [];
      await aws.perform(aws.cognito, 'DeleteUserPoolClientSecret', {
        ...of,
        ClientSecretId: textIn(first, 'ClientSecretId'),
      });
      expect(await seenSecret(aws, pool, id)).toBe(withoutOriginal);
      expect(await aws.finish(aws.pools.secretCount(pool, id))).toBe(1);
    },
  );
});

describe('the number of secrets', () => {
  test('is counted over all pages, also empty ones', async () => {
    const { aws, pool, id } = await arrange();
    const pages: Record<string, object> = {
      first: { ClientSecrets: [], NextToken: 'second' },
      second: { ClientSecrets: [{ ClientSecretId: 'a' }], NextToken: 'third' },
      third: { ClientSecrets: [{ ClientSecretId: 'b' }] },
    };
    aws.amend(aws.cognito, 'ListUserPoolClientSecrets', () => ({ NextToken = 'first' }) => ({
      ...pages[String(NextToken)],
    }));
    expect(await aws.finish(aws.pools.secretCount(pool, id))).toBe(2);
  });

  test('that cannot be read is a failure, never none', async () => {
    const { aws, pool } = await arrange();
    const { clientId } = aws.cognito.registerDynamically(pool, { clientName: 'orders' });
    const ofStranger = await rejection(aws, aws.pools.secretCount(pool, clientId));
    const ofNobody = await rejection(aws, aws.pools.secretCount(pool, '1example23456789'));
    expect(ofStranger).toBeInstanceOf(CallError);
    expect(ofStranger).toMatchObject({ finding: { code: 'call-refused', error: 'InvalidParameterException' } });
    expect(ofNobody).toMatchObject({ finding: { code: 'call-failed', error: 'ResourceNotFoundException' } });
  });
});
