/**
 * The reconciler deployed on the embedded AWS as it would be on the real one: the template and the bundle that
 * `cdk deploy` would upload, the function in processes of its own.
 */
import { type Deployment, deployAssembly, showAsReconciler } from './deployed-assembly.ts';
import { contextOf, type DeploymentOptions } from './deployment-options.ts';
import type { Execution } from './local-aws/cloud-formation/making.ts';
import { FunctionProcesses } from './local-aws/lambda-runtime/function-processes.ts';
import type { Aws } from './local-aws/local-aws.ts';
import { synthesizeBundled } from './synthesis-of-the-app.ts';

export interface ProcessOptions extends DeploymentOptions {
  /** How often as fast as the machine's the function's time goes; only a clock that tests move can follow. 1 when left out. */
  readonly speed?: number;
}

/** Makes ahead what takes time of a deployment, the template and the bundle, which then stay until this process ends. */
export async function prepare(options: ProcessOptions = {}): Promise<void> {
  await synthesizeBundled(contextOf(options));
}

/** `endpoint` is where this AWS is served. Closing the deployment ends its processes. */
export async function deployInProcesses(aws: Aws, endpoint: string, options: ProcessOptions = {}): Promise<Deployment> {
  const functions: FunctionProcesses[] = [];
  const run: Execution = (described) => {
    const environment = Object.fromEntries(
      // The SDK asks the host of a queue's url; it must be this AWS.
      Object.entries(described.environment).map(([name, value]) => [
        name,
        value.replace(/^https:\/\/sqs\.[\w.-]+\//, `${endpoint}/`),
      ]),
    );
    const { site, clock, iam } = aws;
    const { speed = 1 } = options;
    const mine = { ...described, environment };
    const processes = new FunctionProcesses({ described: mine, site, clock, iam, endpoint, speed });
    functions.push(processes);
    showAsReconciler(aws, described);
    return (event, context) => processes.invoke(event, context);
  };
  return deployAssembly(aws, await synthesizeBundled(contextOf(options)), options, run, async () => {
    await Promise.all(functions.map((processes) => processes.close()));
  });
}
