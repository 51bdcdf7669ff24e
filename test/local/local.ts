/** An embedded AWS on the machine's clock, served over HTTP, with the reconciler in it. */
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { deploy } from '../deployment.ts';
import { serve } from '../local-aws/http/server.ts';
import { type Aws, createAws } from '../local-aws/local-aws.ts';
import { RealClock } from '../local-aws/real-clock.ts';
import { Keeper } from './keeper.ts';
import type { LocalOptions } from './options.ts';
import { StateFile } from './state-file.ts';

export interface LocalWorld {
  readonly aws: Aws;
  readonly url: string;
  /** PEM, for whoever shall trust its https hosts. */
  readonly authority: string;
  /** Gives the answers under way, keeps the state and ends, within seconds. @throws WrongStateFile */
  stop(): Promise<void>;
}

/** CloudTrail takes minutes; this one takes a second, so that a person need not wait and a script may not rely on none. */
const eventDelay = 1000;
/** How much of its past it remembers. */
const remember = 10_000;
/** How long a pass under way may go on when it stops. Passes are slow by design, and the next run begins with a sweep. */
const patience = 2000;

/** Rejects when the port is taken; throws `WrongStateFile`. `onFault` hears what goes wrong later, and is no answer. */
export async function startLocal(options: LocalOptions, onFault: (error: unknown) => void): Promise<LocalWorld> {
  const file = options.stateFile === undefined ? undefined : new StateFile(options.stateFile);
  const clock = new RealClock();
  try {
    const restore = file?.read(options.region);
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
    const keeper = file && new Keeper(aws, file, onFault);
    // At once, so that a file that cannot be written is found now and not after a day's work.
    keeper?.keep();
    const server = await serve(aws, { port: options.port, onDefect: onFault, onAnswer: () => keeper?.changed() });
    return {
      aws,
      url: server.url,
      authority: server.authority,
      async stop() {
        await server.close();
        for (const source of sources) source.enabled = false;
        await Promise.race([Promise.all(sources.map((source) => source.idle())), setTimeout(patience)]);
        clock.stop();
        keeper?.keep();
        file?.release();
      },
    };
  } catch (error) {
    clock.stop();
    file?.release();
    throw error;
  }
}
