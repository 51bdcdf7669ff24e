/** An embedded AWS on the machine's clock, served over HTTP, with the reconciler in it. */
import { randomInt } from 'node:crypto';
import { deploy } from '../deployment.ts';
import { serve } from '../local-aws/http/server.ts';
import { type Aws, createAws } from '../local-aws/local-aws.ts';
import { RealClock } from '../local-aws/real-clock.ts';
import type { LocalOptions } from './options.ts';
import { readState, writeState } from './state-file.ts';

export interface LocalWorld {
  readonly aws: Aws;
  readonly url: string;
  /** PEM, for whoever shall trust its https hosts. */
  readonly authority: string;
  /** Finishes the answers and runs under way, keeps the state, ends. */
  stop(): Promise<void>;
}

/** CloudTrail takes minutes; this one takes a second, so that a person need not wait and a script may not rely on none. */
const eventDelay = 1000;
/** How long after a call the state is kept: calls come in bursts. */
const keepDelay = 500;
/** How much of its past it remembers. */
const remember = 10_000;

/** Rejects when the port is taken; throws `WrongStateFile`. `onDefect` hears what only a defect of this AWS can cause. */
export async function startLocal(options: LocalOptions, onDefect: (error: unknown) => void): Promise<LocalWorld> {
  const { stateFile } = options;
  const restore = stateFile === undefined ? undefined : readState(stateFile, options.region);
  const clock = new RealClock();
  try {
    const aws = createAws(clock, {
      region: options.region,
      quotas: options.quotas,
      switches: options.switches,
      random: () => randomInt(2 ** 32) / 2 ** 32,
      remember,
    });
    aws.eventBus.fate = () => [eventDelay];
    const { sources } = deploy(aws, {
      environment: { TARGETS: JSON.stringify(options.targets.map((prefix) => ({ prefix }))), MODE: options.mode },
      sweepMinutes: options.sweepMinutes,
      // Events that were on their way when the world was last stopped are lost.
      sweepAtOnce: restore !== undefined,
    });
    restore?.(aws);
    const keep = stateFile === undefined ? undefined : keeper(aws, stateFile, onDefect);
    // At once, so that a file that cannot be written is found now and not after a day's work.
    keep?.();
    const server = await serve(aws, { port: options.port, onDefect });
    return {
      aws,
      url: server.url,
      authority: server.authority,
      async stop() {
        await server.close();
        for (const source of sources) source.enabled = false;
        await Promise.all(sources.map((source) => source.idle()));
        clock.stop();
        keep?.();
      },
    };
  } catch (error) {
    clock.stop();
    throw error;
  }
}

/** Keeps the state a little after every call; what it returns does so at once. */
function keeper(aws: Aws, file: string, onDefect: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  const keep = (): void => {
    clearTimeout(timer);
    timer = undefined;
    writeState(file, aws);
  };
  const tryToKeep = (): void => {
    try {
      keep();
    } catch (error) {
      onDefect(error);
    }
  };
  aws.dispatcher.onEnd(() => {
    timer ??= setTimeout(tryToKeep, keepDelay);
  });
  return keep;
}
