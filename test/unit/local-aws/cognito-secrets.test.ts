import { describe, expect, test } from 'vitest';
import { standaloneCognito } from '../../local-aws/cognito/standalone.ts';

function confidentialClient() {
  const world = standaloneCognito();
  const poolId = world.pool();
  const { id, secret } = world.client(poolId);
  const at = { UserPoolId: poolId, ClientId: id };
  const shown = (): string | undefined => world.call('DescribeUserPoolClient', at).UserPoolClient?.ClientSecret;
  const listed = () => world.call('ListUserPoolClientSecrets', at).ClientSecrets ?? [];
  const add = (more: Record<string, unknown> = {}) =>
    world.call('AddUserPoolClientSecret', { ...at, ...more }).ClientSecretDescriptor ?? {};
  const remove = (secretId: string | undefined) =>
    world.call('DeleteUserPoolClientSecret', { ...at, ClientSecretId: secretId });
  return { ...world, poolId, id, original: secret, at, shown, listed, add, remove };
}

describe('the secrets of a client', () => {
  test('are listed by id and date, never by value', () => {
    const { add, listed, id, clock } = confidentialClient();
    clock.now += 1000;
    add();
    expect(listed()).toEqual([
      { ClientSecretId: `${id}--${clock.now - 1000}`, ClientSecretCreateDate: clock.now / 1000 - 1 },
      { ClientSecretId: `${id}--${clock.now}`, ClientSecretCreateDate: clock.now / 1000 },
    ]);
  });

  test('have ids of their own even when made, deleted and made again in one millisecond', () => {
    const { add, listed, remove } = confidentialClient();
    const ids = [listed()[0]?.ClientSecretId, add().ClientSecretId];
    remove(ids[1]);
    ids.push(add().ClientSecretId);
    expect(new Set(ids).size).toBe(3);
  });

  test('show a generated value once, when it is added', () => {
    const { add, original } = confidentialClient();
    const value = add().ClientSecretValue;
    expect(value).toMatch(/^[0-9a-v]{51,52}$/);
    expect(value).not.toBe(original);
  });

  test('never show a value that the caller supplied', () => {
    const { add, cognito, poolId } = confidentialClient();
    const value = 'supplied_by_the_caller+1';
    expect(add({ ClientSecret: value })).not.toHaveProperty('ClientSecretValue');
    expect(cognito.clientsOf(poolId)[0]?.secrets).toContain(value);
  });

  test.each(['a'.repeat(23), 'a'.repeat(65), `${'a'.repeat(30)}-`])('refuse %s without quoting it', (value) => {
    const { refusal, at, listed } = confidentialClient();
    const { code, message } = refusal('AddUserPoolClientSecret', { ...at, ClientSecret: value });
    expect(code).toBe('InvalidParameterException');
    expect(message).toContain("Value at 'clientSecret' failed to satisfy constraint");
    expect(message).not.toContain(value);
    expect(listed()).toHaveLength(1);
  });

  test('are two at most and one at least', () => {
    const { add, refusal, at, listed, remove } = confidentialClient();
    const [original] = listed();
    const last = { ...at, ClientSecretId: original?.ClientSecretId };
    expect(refusal('DeleteUserPoolClientSecret', last).code).toBe('InvalidParameterException');
    add();
    expect(refusal('AddUserPoolClientSecret', at).code).toBe('LimitExceededException');
    remove(original?.ClientSecretId);
    expect(refusal('DeleteUserPoolClientSecret', last).code).toBe('ResourceNotFoundException');
    expect(listed()).toHaveLength(1);
  });

  test('cannot be added to a public client', () => {
    const { client, refusal, poolId } = confidentialClient();
    const { id } = client(poolId, { GenerateSecret: false });
    const { code } = refusal('AddUserPoolClientSecret', { UserPoolId: poolId, ClientId: id });
    expect(code).toBe('InvalidParameterException');
  });

  test('are no concern of anybody for a client that registered itself', () => {
    const { cognito, refusal, poolId } = confidentialClient();
    const { clientId } = cognito.registerDynamically(poolId, { clientName: 'stranger' });
    const at = { UserPoolId: poolId, ClientId: clientId, ClientSecretId: 'any' };
    for (const operation of ['Add', 'Delete'].map((verb) => `${verb}UserPoolClientSecret`)) {
      expect(refusal(operation, at).code).toBe('InvalidParameterException');
    }
    expect(refusal('ListUserPoolClientSecrets', at).code).toBe('InvalidParameterException');
  });

  test('outlive an update of the client', () => {
    const { add, call, at, listed, shown, original } = confidentialClient();
    add();
    expect(call('UpdateUserPoolClient', { ...at, ClientName: 'bills' }).UserPoolClient?.ClientSecret).toBe(original);
    expect([listed().length, shown()]).toEqual([2, original]);
  });

  test('are all remembered as minted, also after they are gone', () => {
    const { add, cognito, remove, listed, original, call, at } = confidentialClient();
    const added = add();
    remove(listed()[0]?.ClientSecretId);
    add({ ClientSecret: 'supplied_by_the_caller+1' });
    call('DeleteUserPoolClient', at);
    expect(cognito.secretsEverMinted()).toEqual(
      new Set([original, added.ClientSecretValue, 'supplied_by_the_caller+1']),
    );
  });
});

describe('DescribeUserPoolClient', () => {
  type Which = 'original' | 'added' | 'none';
  test.each<['original-then-absent' | 'original-then-promoted' | 'newest', Which, Which, Which]>([
    ['original-then-absent', 'original', 'original', 'none'],
    ['original-then-promoted', 'original', 'original', 'added'],
    ['newest', 'original', 'added', 'added'],
  ])('shows under %s: alone %s, with an added one %s, added one alone %s', (reading, alone, both, addedAlone) => {
    const { add, listed, remove, shown, switches, original } = confidentialClient();
    switches.describedSecret = reading;
    const seen = [shown()];
    const added = add().ClientSecretValue;
    seen.push(shown());
    remove(listed()[0]?.ClientSecretId);
    seen.push(shown());
    const values = { original, added, none: undefined };
    expect(seen).toEqual([values[alone], values[both], values[addedAlone]]);
  });

  test('never shows the added secret again once the original is gone, whatever is added later', () => {
    const { add, listed, remove, shown } = confidentialClient();
    add();
    remove(listed()[0]?.ClientSecretId);
    add();
    expect(shown()).toBeUndefined();
  });

  test('shows the original again when the added one is deleted', () => {
    const { add, remove, shown, original } = confidentialClient();
    remove(add().ClientSecretId);
    expect(shown()).toBe(original);
  });
});
