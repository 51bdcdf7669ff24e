/** `StartMessageMoveTask` and `ListMessageMoveTasks`: a dead-letter queue's messages go back to where they came from. */
import type { ListMessageMoveTasksResultEntry } from '@aws-sdk/client-sqs';
import type { AwsClock } from '../clock.ts';
import { AwsError, type Json, type Operation } from '../service.ts';
import { uuidSource } from '../uuid.ts';
import { number, optional, text } from './input.ts';
import { MoveTask } from './move-task.ts';
import type { Queue } from './queue.ts';

interface Queues {
  queueByArn(arn: string): Queue | undefined;
  sourcesOf(deadLetterArn: string): readonly Queue[];
}

const mostPerSecond = 500;
const mostResults = 10;

export function moveTaskOperations(queues: Queues, clock: AwsClock): Readonly<Record<string, Operation>> {
  const tasks: { readonly handle: string; readonly task: MoveTask }[] = [];
  const nextHandle = uuidSource(10);
  return {
    StartMessageMoveTask(input) {
      const options = readTask(queues, input);
      if (tasks.some(({ task }) => task.source === options.source && task.status === 'RUNNING')) {
        const reason = 'Only one active task is allowed for a source queue arn at a given time.';
        throw new AwsError('UnsupportedOperation', `There is already a task running. ${reason}`);
      }
      const handle = handleOf(nextHandle(), options.source);
      tasks.push({ handle, task: new MoveTask({ ...options, clock, queueByArn: (arn) => queues.queueByArn(arn) }) });
      return { TaskHandle: handle };
    },
    ListMessageMoveTasks(input) {
      const source = queueIn(queues, input, 'SourceArn');
      const most = number(input, 'MaxResults') ?? 1;
      if (!Number.isInteger(most) || most < 1 || most > mostResults) {
        throw invalid(
          `Value ${most} for parameter MaxResults is invalid. Reason: Must be between 1 and ${mostResults}.`,
        );
      }
      const newest = tasks.filter(({ task }) => task.source === source).toReversed();
      return { Results: newest.slice(0, most).map(({ handle, task }) => shown(handle, task)) };
    },
  };
}

/** Only what lies in another queue's dead-letter queue can be moved, wherever to. */
function readTask(queues: Queues, input: Json): Pick<MoveTask, 'source' | 'destination' | 'perSecond'> {
  const source = queueIn(queues, input, 'SourceArn');
  if (queues.sourcesOf(source.arn).length === 0) {
    throw invalid('Source queue must be configured as a Dead Letter Queue.');
  }
  const named = optional(input, 'DestinationArn') !== undefined;
  const destination = named ? queueIn(queues, input, 'DestinationArn') : undefined;
  if (destination === source) throw invalid('Source queue arn and destination queue arn cannot be the same.');
  if (destination && destination.attributes.fifo !== source.attributes.fifo) {
    throw invalid('Source queue and destination queue must both be FIFO queues, or neither.');
  }
  const perSecond = number(input, 'MaxNumberOfMessagesPerSecond');
  if (perSecond !== undefined && (!Number.isInteger(perSecond) || perSecond < 1 || perSecond > mostPerSecond)) {
    const reason = `Must be between 1 and ${mostPerSecond}, if provided.`;
    throw invalid(`Value ${perSecond} for parameter MaxNumberOfMessagesPerSecond is invalid. Reason: ${reason}`);
  }
  return { source, destination, perSecond };
}

function queueIn(queues: Queues, input: Json, member: 'SourceArn' | 'DestinationArn'): Queue {
  const arn = text(input, member);
  if (!/^arn:[^:]+:sqs:[^:]+:\d{12}:[^:]+$/.test(arn)) {
    const form = 'arn:<partition>:<service>:<region>:<account-id>:<resource-id>';
    throw invalid(`You must use this format to specify the ${member}: ${form}`);
  }
  const queue = queues.queueByArn(arn);
  if (queue) return queue;
  const message = `The resource that you specified for the ${member} parameter doesn't exist.`;
  throw new AwsError('ResourceNotFoundException', message, 404);
}

/** Opaque to whoever gets it. */
function handleOf(taskId: string, { arn: sourceArn }: Queue): string {
  return Buffer.from(JSON.stringify({ taskId, sourceArn })).toString('base64');
}

/** A task's handle serves to cancel it, so only a running one shows it. */
function shown(handle: string, task: MoveTask): ListMessageMoveTasksResultEntry {
  const { source, destination, perSecond, failureReason } = task;
  return {
    ...(task.status === 'RUNNING' && { TaskHandle: handle }),
    Status: task.status,
    SourceArn: source.arn,
    ...(destination && { DestinationArn: destination.arn }),
    ...(perSecond !== undefined && { MaxNumberOfMessagesPerSecond: perSecond }),
    ApproximateNumberOfMessagesMoved: task.moved,
    ApproximateNumberOfMessagesToMove: task.toMove,
    ...(failureReason !== undefined && { FailureReason: failureReason }),
    StartedTimestamp: task.startedAt,
  };
}

function invalid(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
