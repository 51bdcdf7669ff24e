/** An embedded AWS on the machine's clock, served over HTTP, with the reconciler in it. */
import { randomInt } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { serve } from '../local-aws/http/server.ts';
import type { ToldAnswer } from '../local-aws/http/told-answer.ts';
import { type Aws, createAws } from '../local-aws/local-aws.ts';
import { RealClock } from '../local-aws/real-clock.ts';
import { deployInProcesses, prepare } from '../process-deployment.ts';
import { Keeper } from './keeper.ts';
import type { LocalOptions } from './options.ts';
import { StateFile } from './state-file.ts';

export interface LocalWorld {
  readonly aws: Aws;
  readonly url: string;
  /** PEM, for whoever shall trust its https hosts. */
  readonly authority: string;
  /** Tells of every answer that no service gave: of logins, keys, registrations, and of what is not here. */
  onAnswer(listener: (answer: ToldAnswer) => void): void;
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
    const stack = {
      environment: { TARGETS: JSON.stringify(options.targets.map((prefix) => ({ prefix }))), MODE: options.mode },
      sweepMinutes: options.sweepMinutes,
      // Events that were on their way when the world was last stopped are lost.
      sweepAtOnce: restore !== undefined,
    };
    // This takes seconds. Once it is served nothing does, so that nobody meets a world that is not whole.
    await prepare(stack);
    const keeper = file && new Keeper(aws, file, onFault);
    const listeners = new Set<(answer: ToldAnswer) => void>([() => keeper?.changed()]);
    const onAnswer = (answer: ToldAnswer): void => {
      for (const listener of listeners) listener(answer);
    };
    const server = await serve(aws, { port: options.port, onDefect: onFault, onAnswer });
    const { sources, close } = await deployInProcesses(aws, server.url, stack);
    try {
      restore?.(aws);
      // At once, so that a file that cannot be written is found now and not after a day's work.
      keeper?.keep();
    } catch (error) {
      await close();
      await server.close();
      throw error;
    }
    return {
      aws,
      url: server.url,
      authority: server.authority,
      onAnswer: (listener) => void listeners.add(listener),
      async stop() {
        for (const source of sources) source.enabled = false;
        // The function's calls come by the server too.
        await Promise.race([Promise.all(sources.map((source) => source.idle())), setTimeout(patience)]);
        await close();
        await server.close();
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
