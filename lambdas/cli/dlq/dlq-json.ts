import { type Block, type Failure, sentence } from '../../core/findings.ts';
import { jsonLine, outcomeLine } from '../json-line.ts';
import type { Letter } from './letter.ts';
import type { Opened } from './letters.ts';
import type { Verdict } from './verdict.ts';

/** Lines of JSON: one a message, of code `dead-letter`, and one a queue, with its counts. */
export function* listLines(opened: readonly Opened[]): Generator<string> {
  for (const { queue, messages, letters, finding, arn } of opened) {
    for (const letter of letters) yield jsonLine({ code: 'dead-letter', queue: queue.kind, ...fieldsOf(letter) });
    const counts = { messages, looked: letters.length, exists: arn !== undefined };
    yield jsonLine({
      code: 'dead-letter-queue',
      queue: queue.kind,
      name: queue.name,
      ...counts,
      ...told(finding),
    });
  }
}

/** One a subject, and one a failure that keeps it from being done. */
export function* verdictLines(verdicts: readonly Verdict[]): Generator<string> {
  for (const { state, kind, subject, letters, queues, outcomes, message, userPoolId } of verdicts) {
    for (const outcome of outcomes) yield outcomeLine(userPoolId, outcome);
    yield jsonLine({
      userPoolId,
      code: 'dead-letter-verdict',
      state,
      kind,
      subject,
      messages: letters,
      queues,
      message,
    });
  }
}

function told(finding: Failure | Block | undefined): object {
  return finding ? { finding: finding.code, message: sentence(finding) } : {};
}

function fieldsOf({ id, sentAt, receives, says }: Letter): object {
  const letter = { messageId: id, sentAt: new Date(sentAt).toISOString(), receives };
  if (says.kind === 'invalid') return { ...letter, kind: 'invalid', problem: says.problem };
  if (says.kind === 'undelivered') return { ...letter, ...says };
  const { request } = says;
  if (request.kind === 'sweep') return { ...letter, kind: 'sweep', sweepId: request.sweep };
  if (request.kind === 'parameter')
    return { ...letter, kind: 'parameter', parameter: request.parameter, at: request.at };
  const { scope, userPoolId, clientIds, at, sweep: sweepId } = request;
  return { ...letter, kind: scope, userPoolId, clients: clientIds.length, at, sweepId };
}
