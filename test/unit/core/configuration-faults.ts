/** The least that a configuration must say, and what is found wrong with one. */
import { ConfigurationError, parseConfiguration } from '../../../lambdas/core/configuration.ts';

export const least = {
  TARGETS: '[{"prefix":"/layered-apis/"}]',
  EVENT_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/events',
  SWEEP_QUEUE_URL: 'https://sqs.eu-west-1.amazonaws.com/123456789012/sweeps.fifo',
  AWS_REGION: 'eu-west-1',
};

/** Empty when nothing is. */
export function faultsOf(variables: Readonly<Record<string, string | undefined>>): readonly string[] {
  try {
    parseConfiguration(variables);
  } catch (error) {
    if (error instanceof ConfigurationError) return error.faults;
    throw error;
  }
  return [];
}
