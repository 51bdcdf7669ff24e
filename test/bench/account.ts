/** An account with a tagged pool whose one parameter is right already, reached over loopback as AWS is reached. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { SQSEvent } from 'aws-lambda';
import { serve } from '../local-aws/http/server.ts';
import type { World } from '../world.ts';
import { createWorld } from '../world-here.ts';
import { openTlsFront } from './tls-front.ts';

export interface Account {
  readonly world: World;
  /** Of the function, as the stack and Lambda set it. */
  readonly environment: Readonly<Record<string, string>>;
  /** A batch of one message about the client, whose parameter needs nothing. */
  readonly event: SQSEvent;
  close(): Promise<void>;
}

/** `folder`: for the certificate of its endpoint. */
export async function openAccount(folder: string): Promise<Account> {
  const world = createWorld({ quotas: false });
  const { aws, deployment } = world;
  const pool = await world.createPool('acme', {
    domain: 'acme',
    tags: { 'ssm-sync:orders': '/layered-apis/orders/prod' },
  });
  const { id } = await pool.createClient('orders');
  await world.settle();
  if (world.credentials('/layered-apis/orders/prod') === undefined) throw new Error('nothing was written');
  const server = await serve(aws);
  const front = await openTlsFront(server.url);
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, front.authority);
  const body = { v: 1, kind: 'clients', userPoolId: pool.id, clientIds: [id], at: '2026-11-20T10:00:00Z' };
  return {
    world,
    environment: {
      AWS_ENDPOINT_URL: front.url,
      NODE_EXTRA_CA_CERTS: authority,
      AWS_REGION: aws.site.region,
      AWS_ACCESS_KEY_ID: aws.callers.reconciler.accessKeyId,
      AWS_SECRET_ACCESS_KEY: 'not-checked',
      AWS_SESSION_TOKEN: 'not-checked',
      TARGETS: '[{"prefix":"/layered-apis/"}]',
      EVENT_QUEUE_URL: deployment.events.url,
      SWEEP_QUEUE_URL: deployment.sweeps.url,
    },
    event: {
      Records: [
        {
          messageId: 'message',
          receiptHandle: 'receipt',
          body: JSON.stringify(body),
          attributes: {
            ApproximateReceiveCount: '1',
            SentTimestamp: '0',
            SenderId: 'rule',
            ApproximateFirstReceiveTimestamp: '0',
          },
          messageAttributes: {},
          md5OfBody: '',
          eventSource: 'aws:sqs',
          eventSourceARN: deployment.events.arn,
          awsRegion: aws.site.region,
        },
      ],
    },
    async close() {
      front.close();
      await server.close();
    },
  };
}
