import { describe, expect, it } from 'vitest';
import { credentialsOf, endpoint, openWorld } from './worlds.ts';

/** What the reconciler does to texts that other people wrote: nothing but its own three keys. */
const orders = '/layered-apis/orders';
const tags = { 'ssm-sync:orders': orders };

/** Begins and ends of documents; whatever becomes of a document, it still begins and ends so. */
const openDocuments: readonly (readonly [string, string, string, string])[] = [
  ['compact', 'text', '{"db":{"password":"s3cr3t-1"},"n":10000000000000000000000001,"e":1.50e+1', '}'],
  ['indented with tabs', 'text', '{\n\t"db": {\n\t\t"password": "s3cr3t-1"\n\t}', '\n}\n'],
  ['with carriage returns', 'text', '{\r\n  "token": "s3cr3t-1",\r\n  "\\u0061": "\\/"', '\r\n}'],
  ['with a sibling at our place', 'text', '{"auth":{"cognito":{"scope":"s3cr3t-1"', '}},"z":[ 1,2 ,3]}'],
  ['with a duplicate key elsewhere', 'text', '{"a":1,"a":2,"b":{"clientId":"x","clientId":"s3cr3t-1"}', '}'],
  ['of the data type json', 'json', '{\n    "token": "s3cr3t-1"', '\n}'],
  [
    'of the data type jsonc, with comments and a trailing comma',
    'jsonc',
    '// whose: s3cr3t-1\n{\n  /* all of it */ "token": "s3cr3t-2", // not ours\n',
    '}\n// the end',
  ],
];

describe('a document', () => {
  it.each(openDocuments)('%s keeps every byte around ours', async (_, dataType, head, tail) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    const advanced = dataType === 'text' ? {} : { Tier: 'Advanced' as const, DataType: dataType };
    await world.put(orders, `${head}${tail}`, advanced);
    const client = await pool.createClient('orders');
    await world.settle();
    const text = world.text(orders) ?? '';
    expect(text.startsWith(head)).toBe(true);
    expect(text.endsWith(tail)).toBe(true);
    const plain = text.replaceAll(/\/\*.*?\*\/|\/\/ .*$/gm, '').replaceAll(/,\s*}/g, '}');
    expect(JSON.parse(plain).auth.cognito).toMatchObject(credentialsOf(client));
    expect(world.aws.parameterStore.describe(orders)?.DataType).toBe(dataType);

    // Another secret of our own, and only its characters change.
    await pool.deleteDomain('acme');
    await pool.createDomain('acme-two');
    await world.settle();
    expect(world.text(orders)).toBe(text.replace(endpoint('acme'), endpoint('acme-two')));
    expect(world.version(orders)).toBe(3);
  });

  it('with a block of ours in another spelling and order stays as its owner wrote it', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', { domain: 'acme' });
    const { id, secret } = await pool.createClient('orders');
    const escaped = [...id].map((letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`).join('');
    const url = endpoint('acme').replaceAll('/', '\\/');
    const text = `{"\\u0061uth" : {"cognito":{"clientSecret":"${secret}", "clientId":"${escaped}","url":"${url}"} } }`;
    await world.put(orders, text);
    await pool.tag(tags);
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBe(text);
    expect(world.version(orders)).toBe(1);
    expect(world.measured('TargetsInSync')).toBe(1);
  });
});

describe('a document that cannot be merged into is left alone, and it is said where it is wrong', () => {
  it.each([
    ['not JSON', '{"password": "s3cr3t-1",}', 'line 1, column 25'],
    ['comments without jsonc', '{\n  // s3cr3t-1\n}', 'line 2, column 3'],
    ['an array', '["s3cr3t-1"]', 'array'],
    ['a string', '"s3cr3t-1"', 'string'],
    ['a scalar on the way', '{"auth":"s3cr3t-1"}', 'auth'],
    ['an array at the place', '{"auth":{"cognito":["s3cr3t-1"]}}', 'auth.cognito'],
    ['a duplicate key on the way', '{"auth":{"a":"s3cr3t-1"},"auth":{}}', 'auth'],
    ['a duplicate among our keys', '{"auth":{"cognito":{"url":"s3cr3t-1","url":"b"}}}', 'auth.cognito.url'],
    ['a byte order mark', '\uFEFF{"password":"s3cr3t-1"}', 'line 1, column 1'],
    ['an empty text', ' ', 'line 1'],
    ['nested too deeply', `{"a":${'['.repeat(300)}"s3cr3t-1"${']'.repeat(300)}}`, 'line 1, column 261'],
  ])('%s', async (_, text, where) => {
    const world = openWorld();
    const pool = await world.createPool('apis', { tags, domain: 'acme' });
    await world.put(orders, text);
    const client = await pool.createClient('orders');
    await world.settle();
    await world.sweep();
    expect(world.text(orders)).toBe(text);
    expect(world.version(orders)).toBe(1);
    const [line] = world.said('document-invalid');
    expect(line).toMatchObject({ action: 'blocked', clientId: client.id, parameter: orders });
    expect(line?.message).toContain(where);
    expect(world.measured('TargetsBlocked')).toBe(1);

    await world.put(orders, '{}');
    await world.sweep();
    expect(world.json(orders)).toEqual({ auth: { cognito: credentialsOf(client) } });
  });
});

describe('several places in one parameter', () => {
  it('are written together, once', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync:orders': orders, 'ssm-sync:jobs': `${orders}@auth.jobs` },
      domain: 'acme',
    });
    const client = await pool.createClient('orders');
    const jobs = await pool.createClient('jobs');
    await world.settle();
    expect(world.json(orders)).toEqual({ auth: { cognito: credentialsOf(client), jobs: credentialsOf(jobs) } });
    expect(world.version(orders)).toBe(1);
  });

  it('are rejected when they contain one another', async () => {
    const world = openWorld();
    const pool = await world.createPool('apis', {
      tags: { 'ssm-sync:orders': `${orders}@auth`, 'ssm-sync:jobs': `${orders}@auth.jobs ${orders}@other` },
      domain: 'acme',
    });
    await pool.createClient('orders');
    const jobs = await pool.createClient('jobs');
    await world.settle();
    expect(world.json(orders)).toEqual({ other: credentialsOf(jobs) });
    expect(
      world
        .said('places-overlap')
        .map(({ place }) => place)
        .sort(),
    ).toEqual(['auth', 'auth.jobs']);
  });
});
