/** What Cognito holds, for a world that outlives its process. */
import type { Persistent } from '../state.ts';
import type { Directory } from './directory.ts';

type Saved = Pick<Directory, 'pools' | 'domains' | 'minted'>;

export function persistence({ pools, domains, minted }: Directory): Persistent {
  return {
    save: (): Saved => ({ pools, domains, minted }),
    restore(saved) {
      const earlier = saved as Saved;
      for (const [id, pool] of earlier.pools) pools.set(id, pool);
      for (const [name, domain] of earlier.domains) domains.set(name, domain);
      for (const value of earlier.minted) minted.add(value);
    },
  };
}
