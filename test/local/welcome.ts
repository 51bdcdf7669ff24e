/** What a person reads when it is ready: how to use it, to be copied. */
import type { LocalWorld } from './local.ts';
import type { LocalOptions } from './options.ts';

export function welcome({ aws, url }: LocalWorld, options: LocalOptions, authorityFile: string): string {
  const { region, account } = aws.site;
  const writes =
    options.mode === 'report' ? 'reports and writes nothing' : `may write under ${options.targets.join(' ')}`;
  return `An embedded AWS on ${url} (${region}, account ${account}), and the reconciler in it: it ${writes}.

In another terminal:

  export AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
  export AWS_ACCESS_KEY_ID=${aws.callers.person.accessKeyId} AWS_SECRET_ACCESS_KEY=anything

  POOL=$(aws cognito-idp create-user-pool --pool-name demo --user-pool-tags ssm-sync=${options.targets[0]}:clientName/prod \\
    --query UserPool.Id --output text)
  aws cognito-idp create-user-pool-domain --user-pool-id $POOL --domain demo
  aws cognito-idp create-user-pool-client --user-pool-id $POOL --client-name orders --generate-secret
  sleep 10
  aws ssm get-parameter --with-decryption --name ${options.targets[0]}orders/prod --query Parameter.Value --output text

A service that logs in with what it finds there needs its https hosts to lead here:

  export HTTPS_PROXY=${url} NODE_USE_ENV_PROXY=1 NODE_EXTRA_CA_CERTS=${authorityFile}

More: docs/local.md. Ready; what goes on follows. Ctrl-C stops.
`;
}
