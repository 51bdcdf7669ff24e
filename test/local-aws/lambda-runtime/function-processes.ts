/**
 * A function in processes of its own, as Lambda runs it: as many as there are events at once, each with credentials of
 * the function's role, kept warm for the next event, killed at the time limit.
 */
import { devNull } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Context, SQSEvent } from 'aws-lambda';
import type { AwsClock } from '../clock.ts';
import type { DescribedFunction } from '../cloud-formation/making.ts';
import { currentExecution, forgetElsewhere, runElsewhere } from '../execution.ts';
import type { Iam } from '../iam/iam.ts';
import type { Site } from '../service.ts';
import { WarmProcess } from './warm-process.ts';

export interface FunctionProcessesOptions {
  readonly described: DescribedFunction;
  readonly site: Site;
  readonly clock: AwsClock;
  readonly iam: Iam;
  /** Where this AWS is served: `http://127.0.0.1:4566`. */
  readonly endpoint: string;
  /** How often as fast as the machine's time goes for the function: its waiting is no work. 1 on the machine's clock. */
  readonly speed: number;
}

export class FunctionProcesses {
  readonly #options: FunctionProcessesOptions;
  /** Those too that are being killed. */
  readonly #processes = new Set<WarmProcess>();
  readonly #idle: WarmProcess[] = [];
  readonly #accessKeyIds: string[] = [];

  constructor(options: FunctionProcessesOptions) {
    this.#options = options;
  }

  /** Processes that live. */
  get size(): number {
    return [...this.#processes].filter(({ isAlive }) => isAlive).length;
  }

  /** What the function answers. */
  async invoke(event: SQSEvent, context: Context): Promise<unknown> {
    const { clock, speed } = this.#options;
    const warm = this.#takeIdle() ?? this.#start();
    const execution = currentExecution();
    if (execution) {
      execution.onDeath(() => void warm.kill());
      runElsewhere(execution, warm.accessKeyId);
    }
    const deadline = clock.now() + context.getRemainingTimeInMillis();
    // Functions cannot be sent.
    const { getRemainingTimeInMillis, done, fail, succeed, ...plain } = context;
    try {
      const work = () => ({ event, context: { ...plain }, deadline, now: clock.now() });
      return JSON.parse(await clock.accompany(warm.run(work), speed));
    } finally {
      if (warm.isAlive) this.#idle.push(warm);
    }
  }

  /** Kills all; resolves when they are gone. */
  async close(): Promise<void> {
    const accessKeyIds = this.#accessKeyIds.splice(0);
    await Promise.all([...this.#processes].map((warm) => warm.kill()));
    for (const accessKeyId of accessKeyIds) forgetElsewhere(accessKeyId);
  }

  /** One may have ended while it had nothing to do. */
  #takeIdle(): WarmProcess | undefined {
    const warm = this.#idle.pop();
    return warm === undefined || warm.isAlive ? warm : this.#takeIdle();
  }

  #start(): WarmProcess {
    const { described, iam, clock, speed } = this.#options;
    const { name, roleArn, memoryMegabytes, log } = described;
    const [file = '', handler = ''] = described.handler.split('.');
    const { accessKeyId } = iam.assumeRole(roleArn, 'lambda.amazonaws.com', name);
    const warm = new WarmProcess({
      start: {
        module: pathToFileURL(join(described.codePath, `${file}.mjs`)).href,
        handler,
        now: clock.now(),
        speed,
      },
      environment: { ...described.environment, ...this.#environment(accessKeyId) },
      memoryMegabytes,
      accessKeyId,
      log,
    });
    this.#accessKeyIds.push(accessKeyId);
    this.#processes.add(warm);
    void warm.ended.then(() => this.#processes.delete(warm));
    return warm;
  }

  /** What Lambda sets (developer guide, "Defined runtime environment variables"), and where AWS is. */
  #environment(accessKeyId: string): Record<string, string> {
    const { described, site, endpoint } = this.#options;
    return {
      AWS_REGION: site.region,
      AWS_DEFAULT_REGION: site.region,
      AWS_ACCESS_KEY_ID: accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'not-checked',
      AWS_SESSION_TOKEN: 'not-checked',
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_NAME: described.name,
      AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(described.memoryMegabytes),
      AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
      AWS_LAMBDA_LOG_FORMAT: described.logFormat,
      AWS_LAMBDA_LOG_LEVEL: described.logLevel,
      AWS_LAMBDA_LOG_GROUP_NAME: described.logGroup,
      AWS_LAMBDA_LOG_STREAM_NAME: 'local',
      LAMBDA_TASK_ROOT: described.codePath,
      _HANDLER: described.handler,
      TZ: ':UTC',
      AWS_ENDPOINT_URL: endpoint,
      // Lambda has no such files, and the developer's own must not count.
      AWS_CONFIG_FILE: devNull,
      AWS_SHARED_CREDENTIALS_FILE: devNull,
    };
  }
}
