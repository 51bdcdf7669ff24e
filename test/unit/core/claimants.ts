import type { Claim } from '../../../lambdas/core/claim.ts';
import { type Claimant, settle } from '../../../lambdas/core/settlement.ts';
import { claim, idOf } from './builders.ts';

/** What tests of the settlement share: claimants stated by names, and who won and lost in names. */

/** A claim of a client, where this one (by name) stands; nobody by default. */
export function site(name: string, standing?: string, difference: Partial<Claim> = {}): Claimant {
  return { claim: claim(name, difference), standing: { id: standing === undefined ? undefined : idOf(standing) } };
}

/** Who won and who lost why, by name. */
export function settled(sites: readonly Claimant[]): { won: readonly string[]; lost: readonly (readonly string[])[] } {
  const { won, lost } = settle(sites);
  return {
    won: won.map(({ claim }) => claim.client.name),
    lost: lost.map(({ site, finding }) => [site.claim.client.name, finding.code]),
  };
}
