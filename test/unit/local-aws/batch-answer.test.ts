import { describe, expect, it } from 'vitest';
import { failedMessages } from '../../local-aws/batch-answer.ts';

const ids = ['a', 'b'];
const failedOf = (value: unknown, partial = true) => failedMessages({ kind: 'returned', value }, ids, partial);

describe('the answer to a batch', () => {
  it.each([
    ['no answer', null],
    ['an empty object', {}],
    ['no list', { batchItemFailures: null }],
    ['an empty list', { batchItemFailures: [] }],
    ['an answer about something else', { statusCode: 200 }],
  ])('means success: %s', (_, answer) => {
    expect(failedOf(answer)).toEqual([]);
  });

  it('names the messages that failed', () => {
    expect(failedOf({ batchItemFailures: [{ itemIdentifier: 'b' }] })).toEqual(['b']);
  });

  it.each([
    ['an id that is not of the batch', { batchItemFailures: [{ itemIdentifier: 'a' }, { itemIdentifier: 'c' }] }],
    ['an empty id', { batchItemFailures: [{ itemIdentifier: '' }] }],
    ['a null id', { batchItemFailures: [{ itemIdentifier: null }] }],
    ['another key', { batchItemFailures: [{ messageId: 'a' }] }],
    ['a bare id', { batchItemFailures: ['a'] }],
    ['a list that is none', { batchItemFailures: 'a' }],
    ['a text', 'done'],
    ['a list', []],
  ])('fails the whole batch: %s', (_, answer) => {
    expect(failedOf(answer)).toEqual(ids);
  });

  it('is of no interest without partial answers, or when the run failed', () => {
    expect(failedOf({ batchItemFailures: [{ itemIdentifier: 'b' }] }, false)).toEqual([]);
    expect(failedMessages({ kind: 'failed', error: 'x' }, ids, true)).toEqual(ids);
    expect(failedMessages({ kind: 'failed', error: 'x' }, ids, false)).toEqual(ids);
  });
});
