/** Which tier a write ends up in, and what each tier holds. */
import type { ParameterTier } from '@aws-sdk/client-ssm';
import { invalid } from '../members.ts';
import { AwsError } from '../service.ts';
import { needsAdvanced } from './data-types.ts';
import { newest, type Store } from './store.ts';

const standardBytes = 4096;
const advancedBytes = 8192;
const moreAbout =
  'For more information, see https://docs.aws.amazon.com/systems-manager/latest/userguide/parameter-store-advanced-parameters.html';

interface Write {
  /** What the request says, undefined where it is silent. */
  readonly requested: ParameterTier | undefined;
  /** The tier of the version before, if there is one. */
  readonly previous: ParameterTier | undefined;
  readonly value: string;
  readonly dataType: string;
  readonly hasPolicies: boolean;
}

/**
 * The tier of the new version, `Standard` or `Advanced`: what the request says, else the account's default; never
 * down. `ValidationException` when the tier asked for cannot hold it, `ParameterLimitExceeded` when it is full.
 */
export function settleTier(store: Store, write: Write): ParameterTier {
  const tier = chooseTier(store, write);
  const bytes = Buffer.byteLength(write.value, 'utf8');
  if (tier === 'Standard') {
    if (bytes > standardBytes) {
      throw invalid(
        `Standard tier parameters support a maximum parameter value of ${standardBytes} characters. To create a larger ` +
          `parameter value, upgrade the parameter to use the advanced-parameter tier. ${moreAbout}`,
      );
    }
    if (write.hasPolicies) throw needsAdvancedTier('Parameter policies');
    if (needsAdvanced(write.dataType)) throw needsAdvancedTier(`Parameters of the data type ${write.dataType}`);
    if (write.previous === undefined && isFull(store)) throw standardIsFull(store);
  } else if (bytes > advancedBytes) {
    throw invalid(
      `Advanced tier parameters support a maximum parameter value of ${advancedBytes} characters. ${moreAbout}`,
    );
  }
  return tier;
}

function chooseTier(store: Store, write: Write): ParameterTier {
  if (write.requested === 'Standard' && write.previous === 'Advanced') {
    throw invalid(
      "You can't downgrade a parameter from the advanced-parameter tier to the standard-parameter tier. If necessary, " +
        `you can delete the advanced parameter and recreate it as a standard parameter. ${moreAbout}`,
    );
  }
  if (write.previous === 'Advanced') return 'Advanced';
  const wanted = write.requested ?? store.switches.defaultTier;
  switch (wanted) {
    case 'Standard':
    case 'Advanced':
      return wanted;
    case 'Intelligent-Tiering':
      return callsForAdvanced(store, write) ? 'Advanced' : 'Standard';
    default:
      return wanted satisfies never;
  }
}

function callsForAdvanced(store: Store, write: Write): boolean {
  return (
    Buffer.byteLength(write.value, 'utf8') > standardBytes ||
    write.hasPolicies ||
    needsAdvanced(write.dataType) ||
    (write.previous === undefined && isFull(store))
  );
}

function isFull(store: Store): boolean {
  if (store.parameters.size < store.standardLimit) return false;
  const standard = [...store.parameters.values()].filter((parameter) => newest(parameter).tier === 'Standard');
  return standard.length >= store.standardLimit;
}

function standardIsFull(store: Store): AwsError {
  return new AwsError(
    'ParameterLimitExceeded',
    `You have reached the maximum number of standard parameters for this AWS account and Region (${store.standardLimit}). ` +
      'To add more parameters, either delete existing parameters or upgrade to the advanced-parameter tier (charges apply).',
  );
}

function needsAdvancedTier(what: string): AwsError {
  return invalid(`${what} are supported only in the advanced-parameter tier. ${moreAbout}`);
}
