/**
 * Invariant 9: every message was worked off or is among the dead letters, nonsense is among them and good ones are only
 * after faults, and what events told of was done without waiting for a sweep.
 */
import type { Message } from '../../local-aws/queue/message.ts';
import type { Written } from '../chronicle.ts';
import type { Evidence, Violation } from './oracle.ts';
import { blockAt, standing } from './paper.ts';
import { placesIn, sightedBy } from './window.ts';
import { wishesIn } from './wishes.ts';

export function judgeDelivery(evidence: Evidence): readonly Violation[] {
  const { deployed, faults, story, nonsense } = evidence;
  const found: string[] = [];
  for (const { deployment, rules } of deployed) {
    for (const { messages, name } of [deployment.events, deployment.sweeps]) {
      if (messages.length > 0) found.push(`${messages.length} messages of ${rules.name} lie in ${name} for good`);
    }
  }
  const dead = deadLetters(evidence);
  const buried = new Set(dead.filter(isNonsense).map(({ body }) => body));
  const missing = nonsense.filter((body) => !buried.has(body));
  if (missing.length > 0)
    found.push(`${missing.length} messages that nobody understands are not among the dead letters`);
  const good = dead.length - dead.filter(isNonsense).length;
  const wasCalm = faults.size === 0 && story.weather.denials.length === 0;
  if (good > 0 && wasCalm) found.push(`${good} good messages are among the dead letters, and nothing had gone wrong`);
  found.push(...givenUp(evidence));
  if (good === 0) found.push(...lateWork(evidence));
  return found.map((sentence) => ({ invariant: 'at least once', found: sentence }));
}

function deadLetters({ deployed }: Evidence): readonly Message[] {
  return deployed.flatMap(({ deployment }) => deployment.deadLetters.flatMap(({ messages }) => messages));
}

function isNonsense({ senderId }: Pick<Message, 'senderId'>): boolean {
  return senderId === 'somebody';
}

/** What is worth another try, as docs/tags.md has it. */
const passing: readonly string[] = ['call-failed', 'out-of-time', 'moved', 'lost-update'];

/** Runs that said that something failed which another try can mend, and handed nothing back. */
function givenUp({ aws }: Evidence): readonly string[] {
  const failed = aws.cloudWatch.lines().filter(({ text }) => text.includes('"action":"failed"'));
  const runs = new Set(
    failed.flatMap(({ text }) => {
      const line = JSON.parse(text) as { readonly code?: string; readonly function_request_id?: string };
      return passing.includes(line.code ?? '') ? [line.function_request_id] : [];
    }),
  );
  return aws.lambda.invocations
    .filter(({ requestId, answer }) => runs.has(requestId) && JSON.stringify(answer) === '{"batchItemFailures":[]}')
    .map(({ requestId }) => `run ${requestId} failed in what another try can mend, and handed nothing back`);
}

/** What the sweep had to write although every event had come, and no refusal, outage or other writer explains it. */
function lateWork(evidence: Evidence): readonly string[] {
  const { chronicle, milestones, faults, story } = evidence;
  const { denials, silences } = story.weather;
  if (faults.has('event lost') || faults.has('refused') || denials.length > 0 || silences.length > 0) return [];
  return chronicle.writes
    .filter(({ order, deployment }) => deployment !== undefined && order >= milestones.calm && order < milestones.swept)
    .filter((late) => !isForeign(late, evidence) && !isContested(late, evidence) && !isTouchUp(late, evidence))
    .map(({ name, deployment }) => `${deployment} left ${name} to the sweep, though an event had told of it`);
}

/** Whether somebody else wrote, tagged or deleted the parameter after us, or since an event told of it: no event comes. */
function isForeign(late: Written, evidence: Evidence): boolean {
  const { writes, deletions, calls } = evidence.chronicle;
  const own = writes.filter(({ name }) => name === late.name);
  const foreign = own.filter(({ deployment }) => deployment === undefined);
  const gone = deletions.filter(({ name }) => name === late.name);
  const tagged = calls.filter(
    ({ deployment, operation, input }) =>
      deployment === undefined && operation.includes('Tags') && input.ResourceId === late.name,
  );
  const last = Math.max(-1, ...[...foreign, ...gone, ...tagged].map(({ order }) => order));
  const first = own.find(({ deployment }) => deployment !== undefined)?.order ?? late.order;
  return last > first || last > lastTold(late, evidence);
}

/** Whether pools or deployments ever met at the parameter: what one gives up the other takes by the next sweep. */
function isContested({ name }: Written, { chronicle: { pools, lines }, deployed }: Evidence): boolean {
  const parties = deployed.flatMap(({ rules }) =>
    pools.ids.filter((id) =>
      pools
        .during(id, 0, lines.length)
        .some((state) => state && wishesIn(state, rules).some(({ parameter }) => parameter === name)),
    ),
  );
  return parties.length > 1;
}

/** Whether somebody else had put the client there already: whoever stands there is looked at by sweeps only. */
function isTouchUp(late: Written, { chronicle, deployed }: Evidence): boolean {
  const foreign = chronicle.writes.filter(({ name, deployment }) => name === late.name && deployment === undefined);
  const idIn = (written: Written, place: string) => standing(blockAt(written.version, place), 'clientId');
  return placesIn(sightedBy(late, chronicle, deployed), late.name).some((place) => {
    const id = idIn(late, place);
    return id !== undefined && foreign.some((theirs) => idIn(theirs, place) === id);
  });
}

const wholePool: ReadonlySet<string> = new Set([
  ...[
    'CreateUserPool',
    'UpdateUserPool',
    'TagResource',
    'UntagResource',
    'CreateUserPoolDomain',
    'DeleteUserPoolDomain',
  ],
  ...['CreateUserPoolClient', 'DeleteUserPoolClient'],
]);
const oneClient: ReadonlySet<string> = new Set([
  ...['UpdateUserPoolClient', 'AddUserPoolClientSecret', 'DeleteUserPoolClientSecret'],
]);

/** When an event last told to look at this parameter: of its pools as a whole, or of a client that claims it. */
function lastTold({ name, deployment }: Written, { aws, chronicle, deployed }: Evidence): number {
  const rules = deployed.find(({ rules }) => rules.name === deployment)?.rules;
  const states = chronicle.pools.ids.flatMap((id) => chronicle.pools.now(id) ?? []);
  const wishes = rules
    ? states.flatMap((pool) => wishesIn(pool, rules)).filter(({ parameter }) => parameter === name)
    : [];
  const pools = new Set(wishes.flatMap(({ pool }) => [pool.id, pool.arn]));
  // Where the trail hides ids, an event of one client is one of the whole pool, and says nothing of secrets.
  const areNamed = aws.switches.trailClientIds === 'shown';
  const clients = new Set(wishes.flatMap(({ client }) => (areNamed ? [client.id] : [])));
  return Math.max(
    -1,
    ...chronicle.calls
      .filter(({ deployment: caller, errorCode }) => caller === undefined && errorCode === undefined)
      .filter(
        ({ operation, input }) =>
          (wholePool.has(operation) && pools.has(String(input.UserPoolId ?? input.ResourceArn))) ||
          (oneClient.has(operation) && clients.has(String(input.ClientId))),
      )
      .map(({ order }) => order),
  );
}
