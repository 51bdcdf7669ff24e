/** AWS Security Token Service: who am I, and nothing else. */
import type { Service, Site } from './service.ts';

export function createSts({ account }: Site): Service {
  return {
    target: 'AWSSecurityTokenServiceV20110615',
    name: 'sts',
    operations: {
      GetCallerIdentity: (_, { caller }) => ({ UserId: caller.accessKeyId, Account: account, Arn: caller.arn }),
    },
  };
}
