import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import { serve } from '../local-aws/http/server.ts';
import { createAwsCli, findAws } from './aws-cli.ts';

const program = findAws('the AWS CLI behind the proxy');

describe.runIf(program !== undefined)('the AWS CLI behind the proxy', () => {
  it('reaches this AWS under AWS’s own host names, over https that it has every reason to trust', async () => {
    const world = openWorld();
    const server = await serve(world.aws);
    const folder = mkdtempSync(join(tmpdir(), 'cli-client-'));
    try {
      const authority = join(folder, 'authority.pem');
      writeFileSync(authority, server.authority);
      const aws = createAwsCli(program ?? '', world.aws, server.url);
      const answer = await aws(['sqs', 'list-queues'], {
        HTTPS_PROXY: server.url,
        AWS_CA_BUNDLE: authority,
        AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true',
      });
      expect(answer.stderr).toBe('');
      expect(answer.json()).toEqual({ QueueUrls: world.aws.sqs.queues.map(({ url }) => url).sort() });
    } finally {
      await server.close();
      rmSync(folder, { recursive: true });
    }
  });
});
