/**
 * Every known difference, as moto 5.2.1 has them. The contract suite fails for one that is not here, and for one here
 * that no longer occurs.
 */
import type { Difference } from './difference.ts';
import { clientDifferences } from './differences/clients.ts';
import { domainDifferences } from './differences/domains.ts';
import { malformedParameterDifferences } from './differences/malformed-parameters.ts';
import { parameterListingDifferences } from './differences/parameter-listing.ts';
import { parameterDifferences } from './differences/parameters.ts';
import { poolDifferences } from './differences/pools.ts';

export const differences: readonly Difference[] = [
  ...parameterDifferences,
  ...malformedParameterDifferences,
  ...parameterListingDifferences,
  ...poolDifferences,
  ...clientDifferences,
  ...domainDifferences,
];
