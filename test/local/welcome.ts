/** What a person reads when it is ready: how to use it, to be copied. */
import type { LocalWorld } from './local.ts';
import type { LocalOptions } from './options.ts';

export function welcome({ aws, url }: LocalWorld, options: LocalOptions, authorityFile: string): string {
  const { region, account } = aws.site;
  const [prefix = '/'] = options.targets;
  const writes =
    options.mode === 'report' ? 'reports and writes nothing' : `may write under ${options.targets.join(' ')}`;
  return `An embedded AWS on ${url} (${region}, account ${account}), and the reconciler in it: it ${writes}.

In another terminal:

  export AWS_ENDPOINT_URL=${url} AWS_REGION=${region} AWS_DEFAULT_REGION=${region}
  export AWS_ACCESS_KEY_ID=${aws.callers.person.accessKeyId} AWS_SECRET_ACCESS_KEY=anything

  POOL=$(aws cognito-idp create-user-pool --pool-name demo --user-pool-tags ssm-sync=${prefix}:clientName/prod \\
    --query UserPool.Id --output text)
  aws cognito-idp create-user-pool-domain --user-pool-id $POOL --domain demo
  aws cognito-idp create-resource-server --user-pool-id $POOL --identifier api --name api \\
    --scopes ScopeName=read,ScopeDescription=read
  aws cognito-idp create-user-pool-client --user-pool-id $POOL --client-name orders --generate-secret \\
    --allowed-o-auth-flows client_credentials --allowed-o-auth-scopes api/read \\
    --allowed-o-auth-flows-user-pool-client --query UserPoolClient.ClientId
  sleep 8
  aws ssm get-parameter --with-decryption --name ${prefix}orders/prod --query Parameter.Value --output text

For a service that logs in with what it finds there, so that https hosts of AWS lead here (see docs/local.md):

  CA=${authorityFile}

Ready; what goes on follows. Ctrl-C stops.
`;
}
