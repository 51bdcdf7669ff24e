import { describe, expect, test } from 'vitest';
import { clientRequest, credentials, document, idOf, poolRequest } from './builders.ts';
import { confidential, drive, model, nameOf, publicClient, type Stated } from './model-world.ts';

/** A pass that only restores: somebody edited a parameter that its owner tag gives to “orders”. */
const parameter = '/apis/orders';
const edited = { parameter, place: 'auth.cognito', clientId: idOf('orders') };
const restoring = clientRequest(['orders'], { restoring: [edited] });
const usual = { tags: { 'ssm-sync:orders': parameter }, clients: [confidential('orders'), confidential('billing')] };

/** What it does, and what it looks at. */
function pass(stated: Stated, request = restoring): { outcomes: readonly string[]; looks: readonly string[] } {
  const { plan, looks } = drive(request, model({ ...usual, ...stated }));
  return {
    outcomes: [...plan.parameters.flatMap(({ targets }) => targets), ...plan.lost].map(
      ({ claim, action, finding }) => `${finding?.code ?? action} ${nameOf(claim.client.id)} ${claim.parameter}`,
    ),
    looks: looks.flat(),
  };
}

const text = (difference: object): Stated => ({
  parameters: { [parameter]: document({ ...credentials('orders'), ...difference }) },
});

describe('a pass that only restores', () => {
  test.each<[string, Stated, readonly string[]]>([
    ['puts a secret back', text({ clientSecret: 'edited' }), ['update orders /apis/orders']],
    ['puts a url back', text({ url: 'https://edited.example' }), ['update orders /apis/orders']],
    ['leaves alone what is right', text({}), ['none orders /apis/orders']],
    [
      'puts the client back where nobody stands',
      { parameters: { [parameter]: '{"theirs":1}' } },
      ['update orders /apis/orders'],
    ],
    [
      'puts the client back where only its id was taken away',
      text({ clientId: undefined }),
      ['update orders /apis/orders'],
    ],
    [
      'says that a document cannot be merged into',
      { parameters: { [parameter]: '{' } },
      ['document-invalid orders /apis/orders'],
    ],
    ['takes no place from another id', text({ clientId: idOf('billing') }), []],
    ['takes no place from what is nobody’s id', text({ clientId: 'to be done' }), []],
    ['creates nothing', { parameters: {} }, []],
    ['leaves an odd document alone, where another client may stand within', text({ url: { clientId: 'x' } }), []],
    ['leaves an odd document alone that names nobody', { parameters: { [parameter]: document({ url: {} }) } }, []],
    ['does nothing for a client that is gone', { clients: [], ...text({ url: 'x' }) }, []],
    [
      'does nothing for one that is declared elsewhere',
      { tags: { 'ssm-sync:orders': '/apis/x' }, ...text({ url: 'x' }) },
      [],
    ],
    [
      'does nothing for one that another place is declared for',
      { tags: { 'ssm-sync:orders': `${parameter}@x` }, ...text({ url: 'x' }) },
      [],
    ],
    ['does nothing for one that is left out', { tags: { 'ssm-sync:orders': 'none' }, ...text({ url: 'x' }) }, []],
    ['does nothing where nothing is declared', { tags: {}, ...text({ url: 'x' }) }, []],
    [
      'does nothing for what a stranger registered',
      {
        tags: { 'ssm-sync': '/apis/:clientName' },
        clients: [confidential('orders', { dynamic: true })],
        ...text({ url: 'x' }),
      },
      [],
    ],
    [
      'does nothing for a public client, which the pattern does not cover',
      {
        tags: { 'ssm-sync': '/apis/:clientName' },
        clients: [publicClient('orders')],
        parameters: { [parameter]: '{}' },
      },
      [],
    ],
  ])('%s', (_, stated, outcomes) => {
    const passed = pass(stated);
    expect(passed.outcomes).toEqual(outcomes);
    expect(passed.looks.filter((look) => /^(listing|tags|client billing)/.test(look))).toEqual([]);
  });

  test('leaves other places of its client alone', () => {
    const tags = { 'ssm-sync:orders': `${parameter} ${parameter}@x /apis/other` };
    const wrong = { ...credentials('orders'), url: 'x' };
    const parameters = {
      [parameter]: JSON.stringify({ auth: { cognito: wrong }, x: wrong }),
      '/apis/other': document(wrong),
    };
    const { plan, looks } = drive(restoring, model({ ...usual, tags, parameters }));
    expect(looks.flat()).not.toContain('parameter /apis/other');
    expect(plan.parameters).toHaveLength(1);
    expect(JSON.parse(plan.parameters[0]?.write?.text.reveal() ?? '')).toEqual({
      auth: { cognito: credentials('orders') },
      x: wrong,
    });
  });

  test('writes no tags, also where nobody stood', () => {
    const { plan } = drive(restoring, model({ ...usual, parameters: { [parameter]: '{}' } }));
    expect(plan.parameters).toMatchObject([{ write: { kind: 'update' } }]);
    expect(plan.parameters[0]).not.toHaveProperty('tagging');
  });

  test('does not put a rotated secret back', () => {
    const clients = [{ ...confidential('orders'), secretCount: 2 }];
    expect(pass({ clients, ...text({ clientSecret: 'rotated' }) }).outcomes).toEqual(['none orders /apis/orders']);
  });

  test('does for several edited places what it does for one', () => {
    const tags = { 'ssm-sync:orders': parameter, 'ssm-sync:billing': '/apis/billing' };
    const request = clientRequest(['orders', 'billing'], {
      restoring: [edited, { parameter: '/apis/billing', place: 'auth.cognito', clientId: idOf('billing') }],
    });
    const { parameters } = text({ url: 'x' });
    const both = { ...parameters, '/apis/billing': document({ ...credentials('billing'), url: 'y' }) };
    expect(pass({ tags, parameters: both }, request).outcomes).toEqual([
      'update orders /apis/orders',
      'update billing /apis/billing',
    ]);
  });

  test('says nothing of faults that are not its affair', () => {
    const tags = { 'ssm-sync:orders': parameter, 'ssm-sync:nobody': '/apis/x', 'ssm-sync:bad': '?' };
    expect(drive(restoring, model({ ...usual, tags, ...text({}) })).plan.rejected).toEqual([]);
  });
});

test('without places to restore, the same client gets its place in full', () => {
  expect(pass({ parameters: {} }, clientRequest(['orders'])).outcomes).toEqual(['create orders /apis/orders']);
  expect(pass(text({ clientId: idOf('gone') }), poolRequest()).outcomes).toEqual(['update orders /apis/orders']);
});
