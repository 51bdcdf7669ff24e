/** All scenarios, in the order in which they are played. Each has both AWSs to itself, empty at first. */
import type { Scenario } from './scenario.ts';
import { clientScenarios } from './scenarios/clients.ts';
import { domainScenarios } from './scenarios/domains.ts';
import { parameterDeletionScenarios } from './scenarios/parameter-deletion.ts';
import { parameterListingScenarios } from './scenarios/parameter-listing.ts';
import { parameterNameScenarios } from './scenarios/parameter-names.ts';
import { parameterTagScenarios } from './scenarios/parameter-tags.ts';
import { parameterVersionScenarios } from './scenarios/parameter-versions.ts';
import { parameterWritingScenarios } from './scenarios/parameter-writing.ts';
import { poolScenarios } from './scenarios/pools.ts';
import { resourceServerScenarios } from './scenarios/resource-servers.ts';

export const scenarios: readonly Scenario[] = [
  ...parameterWritingScenarios,
  ...parameterNameScenarios,
  ...parameterVersionScenarios,
  ...parameterListingScenarios,
  ...parameterTagScenarios,
  ...parameterDeletionScenarios,
  ...poolScenarios,
  ...clientScenarios,
  ...domainScenarios,
  ...resourceServerScenarios,
];
