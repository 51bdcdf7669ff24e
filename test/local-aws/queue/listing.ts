/** `ListQueues`: by prefix, and in pages only when a page's size is asked for. */
import { AwsError, type Json } from '../service.ts';
import { number, optional } from './input.ts';
import type { Queue } from './queue.ts';

const mostUrls = 1000;

export function listQueues(queues: readonly Queue[], input: Json): Json {
  const prefix = optional(input, 'QueueNamePrefix') ?? '';
  const size = number(input, 'MaxResults') ?? mostUrls;
  if (size < 1 || size > mostUrls) {
    throw new AwsError('InvalidParameterValue', `Value ${size} for parameter MaxResults is invalid: 1 to ${mostUrls}.`);
  }
  const after = optional(input, 'NextToken');
  const names = queues.map(({ name }) => name).filter((name) => name.startsWith(prefix));
  const rest = names.sort().filter((name) => after === undefined || name > readToken(after));
  const page = rest.slice(0, size);
  const last = page.at(-1);
  return {
    ...(page.length > 0 && { QueueUrls: page.map((name) => queues.find((queue) => queue.name === name)?.url) }),
    ...(last !== undefined && page.length < rest.length && { NextToken: Buffer.from(last).toString('base64url') }),
  };
}

function readToken(token: string): string {
  return Buffer.from(token, 'base64url').toString();
}
