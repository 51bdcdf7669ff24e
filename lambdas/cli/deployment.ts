import type { Caller } from '../aws/caller.ts';
import { deployedFunction } from '../aws/function-configuration.ts';
import { type Configuration, ConfigurationError, parseConfiguration } from '../core/configuration.ts';
import { CallError } from '../core/findings.ts';
import { CommandError } from './command-error.ts';
import type { Clients } from './session.ts';

/** Which deployment a command is about: the one of this name, or one that is described instead of deployed. */
export interface DeploymentChoice {
  readonly name: string;
  /** Prefixes, instead of a deployed function's. */
  readonly targets?: readonly string[];
  readonly tagPrefix?: string;
}

export interface FoundDeployment {
  readonly configuration: Configuration;
  /** The function's; undefined where none is deployed. */
  readonly arn: string | undefined;
}

/**
 * The deployment's configuration, as its function has it, so that a person and the function decide alike.
 * @throws CommandError
 */
export async function findDeployment(
  clients: Clients,
  caller: Caller,
  { name, targets, tagPrefix }: DeploymentChoice,
): Promise<FoundDeployment> {
  const region = await regionOf(clients);
  if (targets !== undefined) return { configuration: described(name, region, targets, tagPrefix), arn: undefined };
  if (tagPrefix !== undefined) {
    throw new CommandError(
      '--tag-prefix says how pools are tagged where nothing is deployed; a deployment says so itself.',
      'Leave it out, or say with --targets what may be written.',
    );
  }
  const found = await read(clients, caller, name);
  if (found === undefined) {
    throw new CommandError(
      `There is no deployment ${name} in ${region}: Lambda has no function of that name.`,
      'Deploy it (README.md, "Deploying"), name another with --deployment or --region, or say what it may write with --targets /prefix/.',
    );
  }
  try {
    return { configuration: parseConfiguration({ ...found.environment, AWS_REGION: region }), arn: found.arn };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new CommandError(
      `The function ${name} is no reconciler that this version knows. ${error.message}`,
      'Name the deployment with --deployment, or deploy it anew with this version.',
      error,
    );
  }
}

async function read(clients: Clients, caller: Caller, name: string) {
  try {
    return await deployedFunction(clients.lambda, caller, name);
  } catch (error) {
    if (!(error instanceof CallError) || error.finding.code !== 'call-refused') throw error;
    // Whom AWS does not know is not helped with a permission.
    if (!/^AccessDenied/.test(error.finding.error)) throw error;
    throw new CommandError(
      `You may not read the deployment ${name}: ${error.finding.operation} was refused with ${error.finding.error}.`,
      'Ask for lambda:GetFunctionConfiguration on its function, or say what it may write with --targets /prefix/.',
      error,
    );
  }
}

/** As the function would be configured; its queues are asked nothing. */
function described(name: string, region: string, targets: readonly string[], tagPrefix = ''): Configuration {
  const queues = 'https://sqs.invalid/none';
  try {
    return parseConfiguration({
      DEPLOYMENT: name,
      TARGETS: JSON.stringify(targets.map((prefix) => ({ prefix }))),
      TAG_PREFIX: tagPrefix,
      EVENT_QUEUE_URL: queues,
      SWEEP_QUEUE_URL: `${queues}.fifo`,
      AWS_REGION: region,
    });
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw new CommandError(error.message, 'Prefixes are separated by commas: --targets /layered-apis/,/audit/', error);
  }
}

/** Rejects with the SDK's own error when none is set anywhere. */
async function regionOf({ cognito }: Pick<Clients, 'cognito'>): Promise<string> {
  return cognito.config.region();
}
