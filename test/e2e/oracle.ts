import type { Existing, RandomClient, RandomPool } from './random-worlds.ts';

/** What is right in a random world, said without a line of the code that is tested. */
export interface Right {
  /** Where the client's credentials belong; undefined: nowhere. */
  readonly target: string | undefined;
  /** Whether they are to stand there in the end. */
  readonly written: boolean;
}

/** Where a client's own parameter is, if it has one: existing texts stand there before anything is tagged. */
export function pathOf(pool: number, { name, tag }: RandomClient): string {
  const root = `/layered-apis/${pool}`;
  return tag === 'none at all' ? `${root}/${name}` : `${root}/tagged/${name.replace(' ', '-')}`;
}

export function rightFor(pool: number, { pattern }: RandomPool, client: RandomClient): Right {
  const target = pathOf(pool, client);
  const mergeable = !['String', 'broken', 'array', 'scalar'].includes(client.existing);
  switch (client.tag) {
    case 'none at all': {
      // A space cannot stand in a path.
      const covered = pattern && client.confidential && !client.name.includes(' ');
      return covered ? { target, written: mergeable } : { target: undefined, written: false };
    }
    case 'by name':
    case 'by id':
      return { target, written: mergeable };
    case 'never create':
      return { target, written: mergeable && client.existing !== 'nothing' };
    case 'by both':
    case 'malformed':
    case 'left out':
    case 'not allowed':
      return { target: undefined, written: false };
    default:
      return client.tag satisfies never;
  }
}

/** The beginning and the end of an existing text; what is ours goes between them. */
export function existingText(
  { existing, confidential, tag }: RandomClient,
  id: string,
): readonly [string, string] | undefined {
  // That a client with a secret at its place is public only a look at the client tells, which not every pass takes.
  const secret = confidential || tag !== 'none at all' ? ',"clientSecret":"s3cr3t-stale"' : '';
  const block = (clientId: string): readonly [string, string] => [
    '{"n":1e1,"auth":{"cognito":{',
    `"url":"https://gone.example/","clientId":"${clientId}"${secret}}},"z":[1, 2 ]}`,
  ];
  switch (existing) {
    case 'nothing':
      return undefined;
    case 'siblings':
      return ['{\n\t"password": "s3cr3t-sibling",\n\t"n": 1.50', '\n}\n'];
    case 'jsonc':
      return ['{ // s3cr3t-comment\n  "n": 1,', '}\n// end'];
    case 'stale':
      return block(id);
    case "another's":
      return block('7example23456789abcdefghij');
    case 'String':
      return ['{"n": 1', '}'];
    case 'broken':
      return ['{"password":"s3cr3t-broken"', ',}'];
    case 'array':
      return ['["s3cr3t-item"', ']'];
    case 'scalar':
      return ['{"auth":"s3cr3t-scalar"', '}'];
    default:
      return existing satisfies never;
  }
}

/** What surely survives of an existing text at its end: behind everything of ours. */
export function lastOf(existing: Existing, tail: string): string {
  return existing === 'stale' || existing === "another's" ? ',"z":[1, 2 ]}' : tail;
}
