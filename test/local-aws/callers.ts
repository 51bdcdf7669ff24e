/** Who may call this AWS: each name has an access key id, so that a request shows who made it. */
import type { Caller, Site } from './service.ts';

export type CallerName = 'person' | 'pipeline' | 'cloudformation' | 'reconciler';

/** `reconciler` stands for whoever is deployed as it. */
export function createCallers({ partition, account }: Site): Record<CallerName, Caller> {
  const role = (name: string, session: string): string =>
    `arn:${partition}:sts::${account}:assumed-role/${name}/${session}`;
  return {
    person: { accessKeyId: 'LOCALPERSON', arn: `arn:${partition}:iam::${account}:user/person` },
    pipeline: { accessKeyId: 'LOCALPIPELINE', arn: role('pipeline', 'deploy') },
    cloudformation: {
      accessKeyId: 'LOCALCLOUDFORMATION',
      arn: role('cloudformation', 'AWSCloudFormation'),
      invokedBy: 'cloudformation.amazonaws.com',
    },
    reconciler: { accessKeyId: 'LOCALRECONCILER', arn: role('reconciler', 'reconciler') },
  };
}
