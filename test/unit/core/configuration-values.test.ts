import { describe, expect, test } from 'vitest';
import { faultsOf, least } from './configuration-faults.ts';

const cases: Readonly<Record<string, { readonly accepted: readonly string[]; readonly refused: readonly string[] }>> = {
  DEPLOYMENT: {
    accepted: ['a', 'A-b_c.9', 'x'.repeat(64)],
    refused: ['two words', 'a/b', 'x'.repeat(65), 'ä'],
  },
  TARGETS: {
    accepted: [
      '[{"prefix":"/"}]',
      '[{"prefix":"/a/b.c/d_e-f/"}]',
      '[{"prefix":"/a/","pools":["us-gov-west-1_AbCdEfGhI"]}]',
    ],
    refused: [
      'not JSON',
      '{}',
      '[]',
      '"/a/"',
      '["/a/"]',
      '[{"prefix":"/a"}]',
      '[{"prefix":"a/"}]',
      '[{"prefix":"//"}]',
      '[{"prefix":"/a/*/"}]',
      '[{"prefix":"/a/","pools":[]}]',
      '[{"prefix":"/a/","pools":["customers"]}]',
      '[{"prefix":"/a/","pool":["eu-west-1_AbCdEfGhI"]}]',
      '[{"pools":["eu-west-1_AbCdEfGhI"]}]',
    ],
  },
  TAG_PREFIX: {
    accepted: ['s', 'ssm-sync.v2_X', 'x'.repeat(32), 'myaws'],
    refused: ['aws', 'AWS-sync', 'ssm:sync', 'a b', 'x'.repeat(33)],
  },
  MODE: { accepted: ['apply', 'report'], refused: ['Apply', 'true'] },
  CREATE: { accepted: ['always', 'never'], refused: ['Never', 'false'] },
  CREATE_KEY_ID: {
    accepted: ['alias/ours', 'arn:aws:kms:eu-west-1:123456789012:key/11111111-2222-4333-8444-555555555555'],
    refused: ['x'.repeat(2049)],
  },
  USER_POOLS: {
    accepted: ['["eu-west-1_AbCdEfGhI"]'],
    refused: ['eu-west-1_AbCdEfGhI', '[]', '{}', '[1]', '["customers"]', '["eu-west-1_Ab/d"]'],
  },
  EVENT_QUEUE_URL: {
    accepted: ['http://localhost:4566/000000000000/events', 'https://sqs.eu-west-1.amazonaws.com/1/e'],
    refused: ['events', 'arn:aws:sqs:eu-west-1:123456789012:events', 'https://', 'ftp://host/queue', 'https://a/b c'],
  },
  SWEEP_QUEUE_URL: {
    accepted: ['http://localhost:4566/000000000000/sweeps.fifo'],
    refused: ['sweeps.fifo', 'https://sqs.eu-west-1.amazonaws.com/123456789012/sweeps'],
  },
  AWS_REGION: {
    accepted: ['eu-west-1', 'us-gov-east-1', 'ap-southeast-12', 'eu-isoe-west-1'],
    refused: ['Ireland', 'eu-west', 'eu_west_1', 'eu-west-1a', 'eu-west-1 '],
  },
};

describe.each(Object.entries(cases))('%s', (name, { accepted, refused }) => {
  test.each(accepted)('accepts %j', (value) => {
    expect(faultsOf({ ...least, [name]: value })).toEqual([]);
  });

  test.each(refused)('refuses %j, and only for that', (value) => {
    expect(faultsOf({ ...least, [name]: value })).toEqual([expect.stringMatching(new RegExp(`^${name} is "`))]);
  });
});
