/** Configurations of real SDK clients: over HTTP as a tool with `AWS_ENDPOINT_URL` has it, or in this process. */
import { onTestFinished } from 'vitest';
import { serve } from '../../local-aws/http/server.ts';
import type { LocalAws } from '../../local-aws/local-aws.ts';

/** A server that ends with the test. */
export async function endpointOf(aws: LocalAws, accessKeyId = 'LOCALPERSON') {
  const server = await serve(aws, {
    onDefect: (error) => {
      throw error;
    },
  });
  onTestFinished(() => server.close());
  return {
    endpoint: server.url,
    region: aws.site.region,
    credentials: { accessKeyId, secretAccessKey: 'not-checked' },
    maxAttempts: 1,
  };
}

export function inProcess(aws: LocalAws) {
  return aws.clientConfiguration('person', { maxAttempts: 1 });
}
