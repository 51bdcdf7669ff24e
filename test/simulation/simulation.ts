/**
 * Plays one story on an embedded AWS with the real handler, lets faults stop, lets the sweep run, and hands everything
 * to the oracle. The same story gives the same calls at the same virtual times, every time.
 */
import type { Build } from '../function-here.ts';
import { createLocalAws, type LocalAws } from '../local-aws/local-aws.ts';
import { World } from '../world.ts';
import { Chance } from './chance.ts';
import { Chronicle } from './chronicle.ts';
import { type Deployed, deployKind, sweepMinutes } from './deployments.ts';
import { Meddler } from './meddler.ts';
import { judge, type Violation } from './oracle/oracle.ts';
import { People } from './people.ts';
import { comesToRest } from './rest.ts';
import { scheduleSteps } from './schedule.ts';
import type { Story } from './story.ts';

export interface Played {
  readonly violations: readonly Violation[];
  readonly chronicle: Chronicle;
  /** How often each fault struck. */
  readonly faults: ReadonlyMap<string, number>;
  /** Everything that must never be printed. */
  readonly secrets: readonly string[];
  /** What the story calls pools and clients, by their ids. */
  readonly names: ReadonlyMap<string, string>;
  readonly milestones: Milestones;
}

/** Where the chronicle stood when something was over. */
export interface Milestones {
  /** Faults have stopped and everything under way is worked off. */
  readonly calm: number;
  /** One more sweep is over; the world must be right. */
  readonly swept: number;
  /** Another one is over: nothing may have been written by it. */
  readonly sweptAgain: number;
}

const minute = 60_000;

export async function play(story: Story, build?: Build): Promise<Played> {
  const lag = new Chance(story.seed, 'index');
  const { indexLagMilliseconds: most, minutes, switches } = story.setting;
  const aws = createLocalAws({ switches, tagLagMilliseconds: () => lag.whole(0, most) });
  const chronicle = new Chronicle(aws);
  const deployed = story.setting.deployments.map((kind) => deployKind(aws, kind, build));
  for (const { rules, callerArn } of deployed) chronicle.know(rules.name, callerArn);
  const [first] = deployed;
  if (first === undefined) throw new Error('a story needs a deployment');
  const { events, sweeps } = first.deployment;
  const people = new People({ aws, chronicle, queues: { events, sweeps } });
  const unexpected = scheduleSteps(story.steps, aws, people, chronicle);
  const meddler = new Meddler(aws, story, chronicle);

  meddler.begin(deployed.map(({ deployment }) => deployment.schedule));
  await aws.clock.advance(minutes * minute);
  meddler.end();
  unexpected.end();
  const rested = [await comesToRest(aws, chronicle)];
  const sweep = async (): Promise<void> => {
    if (rested.includes(false)) return;
    await aws.clock.advance(sweepMinutes * minute);
    rested.push(await comesToRest(aws, chronicle));
  };
  await aws.clock.advance(most);
  rested.push(await comesToRest(aws, chronicle));
  const calm = chronicle.lines.length;
  await sweep();
  const swept = chronicle.lines.length;
  await sweep();
  const milestones: Milestones = { calm, swept, sweptAgain: chronicle.lines.length };

  const secrets = [...people.secrets, ...aws.cognito.secretsEverMinted()];
  return {
    violations: [
      ...unexpected.errors.map((found): Violation => ({ invariant: 'simulation', found })),
      ...judge({
        aws,
        chronicle,
        deployed,
        milestones,
        story,
        hasRested: !rested.includes(false),
        faults: meddler.struck,
        nonsense: people.nonsense,
        leaks: leaksIn(aws, deployed, chronicle, people.secrets),
      }),
    ],
    chronicle,
    faults: meddler.struck,
    secrets,
    names: people.names,
    milestones,
  };
}

function leaksIn(aws: LocalAws, deployed: readonly Deployed[], { pools }: Chronicle, secrets: readonly string[]) {
  const [first] = deployed;
  if (first === undefined) return [];
  const world = new World(aws, first.deployment);
  world.pools.push(...pools.ids);
  world.foreignSecrets.push(...secrets);
  return world.leaks();
}
