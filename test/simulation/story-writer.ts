/** Writes the story of a seed: who there is in the beginning, what happens then, and the weather. */
import { readings, type Switches } from '../local-aws/switches.ts';
import { type Cast, pickName, pickParameter } from './cast.ts';
import { Chance } from './chance.ts';
import { writeDeed } from './deeds.ts';
import { kinds } from './deployments.ts';
import { forecast } from './forecast.ts';
import { writeScene } from './scenes.ts';
import type { Deed, DeploymentKind, Step, Story, Trouble, Weather } from './story.ts';
import { writeTag } from './tag-writing.ts';
import { writeText } from './texts.ts';

export function writeStory(seed: number): Story {
  const chance = new Chance(seed, 'story');
  const deployments = pickDeployments(chance);
  const cast = pickCast(chance, deployments);
  const minutes = chance.weigh([
    [6, 15],
    [3, 70],
    [1, 130],
  ]);
  const opening = openingOf(chance, cast);
  const length = chance.whole(0, 14);
  const pace = chance.pick([2_000, 15_000, 60_000, 240_000]);
  const scenes = Array.from(
    {
      length: chance.weigh([
        [2, 0],
        [5, 1],
        [3, 2],
      ]),
    },
    (_, index) => writeScene(chance, cast, chance.whole(1000, 60_000), `${seed}-scene-${index}`),
  );
  const steps: Step[] = [...opening, ...scenes.flatMap((scene) => scene.steps)];
  let milliseconds = 20_000;
  for (let index = 0; index < length; index += 1) {
    milliseconds += chance.whole(0, pace);
    const deed = writeDeed(chance, cast, `${seed}-${index}`);
    steps.push({
      ...deed,
      when: chance.isLucky(0.3) ? atACall(chance) : { milliseconds: milliseconds % (minutes * 60_000) },
    });
  }
  return {
    seed,
    setting: {
      switches: pickSwitches(new Chance(seed, 'switches')),
      deployments,
      indexLagMilliseconds: chance.weigh([
        [3, 0],
        [2, 20_000],
        [1, 600_000],
      ]),
      minutes,
    },
    steps,
    weather: withTroubles(
      forecast(new Chance(seed, 'weather'), minutes * 60_000),
      scenes.flatMap(({ troubles }) => troubles),
    ),
  };
}

function withTroubles(weather: Weather, troubles: readonly Trouble[]): Weather {
  return { ...weather, troubles: [...troubles, ...weather.troubles] };
}

function pickDeployments(chance: Chance): readonly DeploymentKind[] {
  return chance.weigh([
    [8, ['usual']],
    [1, ['cautious']],
    [1, ['usual', 'second']],
  ]);
}

function pickCast(chance: Chance, deployments: readonly DeploymentKind[]): Cast {
  const pools = chance.isLucky(0.4) ? ['P', 'Q'] : ['P'];
  const called = (pool: string): Cast['clients'] =>
    ['A', 'B', 'C', 'D'].map((letter) => ({ called: `${pool}${letter}`, pool }));
  return {
    pools,
    clients: pools.flatMap(called),
    areRivals: pools.length + deployments.length > 2 && chance.isLucky(0.6),
    tagPrefixes: [...new Set(deployments.map((kind) => kinds[kind].tagPrefix))],
  };
}

/** What there is before anything happens: within the first twenty seconds, so that events of it come together. */
function openingOf(chance: Chance, cast: Cast): readonly Step[] {
  const steps: Step[] = [];
  let milliseconds = 0;
  const add = (deed: Deed): void => {
    steps.push({ ...deed, when: { milliseconds } });
    milliseconds += chance.whole(0, 800);
  };
  for (const pool of cast.pools) {
    add({ does: 'create-pool', pool, name: chance.pick(['apis', 'shop']), tags: {} });
    if (chance.isLucky(0.7))
      add({ does: 'create-domain', pool, domain: `acme-${pool.toLowerCase()}`, isCustom: false });
    const others = cast.clients.filter((client) => client.pool === pool).slice(0, chance.whole(1, 3));
    for (const { called } of others) {
      const isPublic = chance.isLucky(0.15);
      add({ does: 'create-client', pool, client: called, name: pickName(chance), isPublic, as: 'person' });
    }
    for (let index = chance.whole(2, 5); index > 0; index -= 1) {
      add({ does: 'tag', pool, tags: Object.fromEntries([writeTag(chance, pool, cast)]) });
    }
  }
  for (let index = chance.whole(0, 2); index > 0; index -= 1) {
    const { text, more } = writeText(chance, cast, `opening-${index}`);
    add({ does: 'put', name: pickParameter(chance, cast), text, more });
  }
  return steps;
}

function atACall(chance: Chance): Step['when'] {
  const operation = chance.weigh([
    [6, 'PutParameter'],
    [3, 'DescribeParameters'],
    [3, 'GetParameters'],
    [2, 'GetParameter'],
    [2, 'DescribeUserPoolClient'],
    [1, 'ListUserPoolClientSecrets'],
    [1, 'ListUserPoolClients'],
    [1, 'DescribeUserPool'],
  ]);
  const nth = chance.weigh([
    [5, 1],
    [4, 2],
    [2, 3],
    [1, 5],
  ]);
  return { operation, nth, side: chance.pick(['before', 'after']) };
}

/** Each reading of what AWS does not document is met; mostly the first one. */
function pickSwitches(chance: Chance): Partial<Switches> {
  const picked = Object.entries(readings).map(([name, values]) => [
    name,
    chance.isLucky(0.7) ? values[0] : chance.pick<string>(values),
  ]);
  return Object.fromEntries(picked) as Partial<Switches>;
}
