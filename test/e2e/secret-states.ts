import type { PoolInWorld } from '../pool-in-world.ts';

/**
 * The states that a client's secrets can be in (AWS facts, section 3), and what can stand in the parameter meanwhile.
 */
export type State = 'one' | 'original and added' | 'added alone' | 'added and taken back' | 'public';
export type Stored = 'original' | 'added' | 'nothing' | 'an id alone' | 'a wrong one';

/** The values by what they are; `wrong` was never the client's. */
export interface Values {
  readonly id: string;
  readonly original?: string;
  readonly added?: string;
  readonly wrong: string;
}

/** Makes a client in this state. */
export async function makeClient(pool: PoolInWorld, state: State): Promise<Values> {
  const wrong = 's3cr3t-wrong-0123456789abcdef';
  if (state === 'public') {
    const { id } = await pool.createClient('orders', { GenerateSecret: false });
    return { id, wrong };
  }
  const { id, secret: original } = await pool.createClient('orders');
  if (state === 'one') return { id, original, wrong };
  const added = await pool.addSecret(id);
  if (state === 'added alone') await pool.deleteOldestSecret(id);
  if (state === 'added and taken back') await pool.deleteSecret(id, added.id);
  return { id, original, added: added.value, wrong };
}

/** The document that holds what is said to be stored; undefined where there is no parameter. */
export function documentOf(stored: Stored, { id, original, added, wrong }: Values, url: string): string | undefined {
  if (stored === 'nothing') return undefined;
  const clientSecret = { original, added, 'an id alone': undefined, 'a wrong one': wrong }[stored];
  return JSON.stringify({ auth: { cognito: { url, clientId: id, clientSecret } } });
}
