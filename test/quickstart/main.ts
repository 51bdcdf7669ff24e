import { createProcessWorld } from '../process-world.ts';
import type { World } from '../world.ts';
import { acts, opening } from './acts.ts';
import { serviceAct } from './service-act.ts';
import { Stage } from './stage.ts';

/** `npm start`: the reconciler's main job as a story, on an embedded AWS. Exits 1 when a promise is not kept. */

/** Tomorrow at ten: the programs of the last act live on the machine's time, and no token may have run out by then. */
const startAt = (Math.floor(Date.now() / 86_400_000) + 1) * 86_400_000 + 10 * 3_600_000;

let now = (): number => startAt;
const stage = new Stage(process.stdout, () => now());

await stage.say(
  `${stage.bold('cognito-ssm-sync')}  Tag a user pool, and its clients’ credentials are where they belong.`,
);
await stage.say('Played on an embedded AWS and on a clock of its own: no account, and nothing leaves this machine.');
await stage.say('First the stack is made and deployed there, its function bundled, as on the real one …');
const world = await createProcessWorld({ startAt });
now = () => world.aws.clock.now();

const further = [...acts, serviceAct];
const total = further.length + 1;
await stage.act(opening.title, total);
const story = await opening.play(world, stage);
for (const act of further) {
  await stage.act(act.title, total);
  await act.play(story);
}

await stage.say('');
await stage.say(stage.bold('All in all'));
await stage.show(counts(world));
const leaks = world.leaks({ terminal: stage.spoken });
await stage.promise('no secret in any log, metric, message or on this terminal', leaks.length === 0);
await stage.say('');
await stage.say(
  stage.broken === 0
    ? `All ${stage.kept} promises were kept. Next: docs/tags.md, what tags can say.`
    : `${stage.broken} of ${stage.kept + stage.broken} promises were NOT kept: this is a defect of cognito-ssm-sync.`,
);
await world.deployment.close();
process.exitCode = stage.broken === 0 ? 0 : 1;

/** Events, the reconciler's calls by operation, and writes. */
function counts({ aws, deployment }: World): string {
  const calls = aws.dispatcher.calls.filter(({ callerArn }) => callerArn === aws.callers.reconciler.arn);
  const byOperation = [...Map.groupBy(calls, ({ operation }) => operation)].map(
    ([name, group]) => [name, group.length] as const,
  );
  const runs = aws.lambda.invocations.filter(({ functionName }) => functionName === deployment.functionName);
  const rows = [
    ['events delivered', aws.eventBus.deliveries.length],
    ['function runs', runs.length],
    ...byOperation.toSorted(([, one], [, other]) => other - one),
    ['writes', aws.cloudWatch.metric('TargetsWritten').sum],
  ] as const;
  return rows.map(([name, count]) => `${String(count).padStart(4)}  ${name}`).join('\n');
}
