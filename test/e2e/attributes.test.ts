import { describe, expect, it } from 'vitest';
import { credentialsOf, endpoint, openWorld } from './worlds.ts';

/** What is told of a parameter beside its text: type, tier, key, data type, policies, description and tags. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };
const customerKey = 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-3333-4444-555555555555';

describe('an update changes the text and nothing else of a parameter', () => {
  const switches = (['kept', 'default'] as const).flatMap((keyLeftOutOfOverwrite) =>
    (['Standard', 'Advanced', 'Intelligent-Tiering'] as const).flatMap((defaultTier) =>
      (['converts', 'refused'] as const).map((typeChange) => ({ keyLeftOutOfOverwrite, defaultTier, typeChange })),
    ),
  );

  it.each(switches)('$keyLeftOutOfOverwrite key, $defaultTier by default, a type $typeChange', async (reading) => {
    const world = openWorld({ switches: reading, customerKeys: [customerKey] });
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync:orders': `${orders} ${orders}/advanced ${orders}/plain` },
      domain: 'acme',
    });
    const policy = { Type: 'NoChangeNotification', Version: '1.0', Attributes: { After: '30', Unit: 'Days' } };
    const told = { Description: 'of orders', AllowedPattern: '^\\{', KeyId: customerKey };
    await world.put(orders, '{}', { ...told, Tier: 'Standard' });
    await world.put(`${orders}/advanced`, '{}', {
      ...told,
      Tier: 'Advanced',
      DataType: 'json',
      Policies: JSON.stringify([policy]),
    });
    await world.put(`${orders}/plain`, '{}', { Tier: 'Standard' });
    const names = [orders, `${orders}/advanced`, `${orders}/plain`];
    const { ssm } = world.as('person');
    const Tags = [{ Key: 'team', Value: 'orders' }];
    for (const ResourceId of names) await ssm.addTagsToResource({ ResourceType: 'Parameter', ResourceId, Tags });
    const attributes = () =>
      names.map((name) => {
        const { Version, LastModifiedDate, LastModifiedUser, ...kept } = world.aws.parameterStore.describe(name) ?? {};
        const foreign = Object.entries(world.aws.parameterStore.tagsOf(name)).filter(
          ([key]) => !key.startsWith('ssm-sync:'),
        );
        return { ...kept, tags: Object.fromEntries(foreign) };
      });
    const before = attributes();

    const client = await pool.createClient('orders');
    await world.settle();
    for (const name of names) expect(world.json(name)).toEqual({ auth: { cognito: credentialsOf(client) } });
    expect(attributes()).toEqual(before);
  });

  it.each(['Standard', 'Advanced', 'Intelligent-Tiering'] as const)(
    'and a new one is a Standard SecureString, the account’s default being %s',
    async (defaultTier) => {
      const world = openWorld({ switches: { defaultTier }, environment: { CREATE_KEY_ID: customerKey } });
      const pool = await world.createPool('apis', { tags, domain: 'acme' });
      await pool.createClient('orders');
      await world.settle();
      expect(world.aws.parameterStore.describe(orders)).toMatchObject({
        Type: 'SecureString',
        Tier: 'Standard',
        DataType: 'text',
        KeyId: customerKey,
      });
      expect(world.credentials(orders)).toMatchObject({ url: endpoint('acme') });
    },
  );
});
