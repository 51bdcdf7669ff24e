import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CommandLine } from './command-line.ts';

let cli: CommandLine;
let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'cognito-ssm-sync-import-'));
  cli = await CommandLine.open();
});
afterEach(async () => {
  rmSync(folder, { recursive: true });
  await cli.close();
});

function file(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

const variable = `\${ssm:/layered-apis/userPoolId}`;
const noAws = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_REGION: '', AWS_ENDPOINT_URL: '' };

describe('import', () => {
  test('prints the tags that replace the plugin’s settings, and needs nobody who is signed in', async () => {
    const serverless = file(
      'serverless.yml',
      `
service: orders
provider: { name: aws, stage: "\${opt:stage, 'dev'}" }
plugins: [serverless-app-client-credentials-to-ssm]
custom:
  appClientName: \${self:service}
  serverless-app-client-credentials-to-ssm:
    userPoolId: eu-west-1_AbCdEfGhI
    appClientName: \${self:custom.appClientName}
    parameterName: layered-apis/\${self:service}/\${self:provider.stage}
resources:
  Outputs: { Apis: !Ref Apis, Arn: !GetAtt [Apis, Arn], Region: !Sub "\${AWS::Region}" }
`,
    );

    const { code, stdout, stderr } = await cli.run(['import', serverless, '--stage', 'prod'], { environment: noAws });

    expect(stdout).toBe(
      [
        '# AWS CLI',
        'aws cognito-idp tag-resource \\',
        '  --resource-arn "$(aws cognito-idp describe-user-pool --user-pool-id eu-west-1_AbCdEfGhI --query UserPool.Arn --output text)" \\',
        `  --tags '{"ssm-sync:orders":"/layered-apis/orders/prod"}'`,
        '',
        '# CloudFormation, SAM, Serverless Framework',
        '# Properties of user pool eu-west-1_AbCdEfGhI (AWS::Cognito::UserPool)',
        'UserPoolTags:',
        '  ssm-sync:orders: /layered-apis/orders/prod',
        '',
        '# Terraform',
        '# Of user pool eu-west-1_AbCdEfGhI (aws_cognito_user_pool)',
        'tags = {',
        '  "ssm-sync:orders" = "/layered-apis/orders/prod"',
        '}',
        '',
      ].join('\n'),
    );
    expect(stderr).toContain('layered-apis/orders/prod is /layered-apis/orders/prod in a tag');
    expect(stderr).toContain('NAME=/layered-apis/orders/prod\n');
    // Without it what is a SecureString already would be replaced by its own ciphertext.
    expect(stderr).toContain('aws ssm get-parameter --with-decryption --name "$NAME"');
    expect(code).toBe(0);
    expect(cli.world.aws.dispatcher.calls.filter(({ callerArn }) => callerArn.endsWith('user/person'))).toEqual([]);
  });

  test('leaves to the person what the file does not say, in commands that do nothing until they have said it', async () => {
    const serverless = file(
      'serverless.yml',
      `custom:
  serverless-app-client-credentials-to-ssm:
    userPoolId: ${variable}
    appClientName: orders
    parameterName: /layered-apis/orders`,
    );

    const { code, stdout, stderr } = await cli.run(['import', serverless, '--format', 'cli'], { environment: noAws });

    expect(stdout).toContain(`# USER_POOL_ID is ${variable}\n`);
    expect(stderr).toContain(`One thing the files do not say:\n  ${variable}\n`);
    expect(code).toBe(2);
    // A shell that knows how to show what it was about to run.
    const shell = (script: string) =>
      execFileSync('sh', ['-c', `aws() { printf '%s|' "$@"; }\n${script}`], {
        stdio: ['ignore', 'pipe', 'ignore'],
        encoding: 'utf8',
      });
    expect(shell(`USER_POOL_ID=eu-west-1_x\n${stdout}`)).toContain(
      '--tags|{"ssm-sync:orders":"/layered-apis/orders"}|',
    );
    expect(shell(stdout)).not.toContain('describe-user-pool');
  });

  test('says what a file lacks, and never quotes it', async () => {
    const secret = 's3cr3t-in-the-file';
    cli.world.foreignSecrets.push(secret);
    const said = await cli.run(['import', file('broken.yml', `password: [${secret}\nb: "${secret}`)]);
    expect(said.stderr).toMatch(/broken\.yml is not YAML that can be read: line \d+, column \d+ \([A-Z_]+\)/);
    expect(said).toMatchObject({ code: 1, stdout: '' });
    const list = 'custom: { serverless-app-client-credentials-to-ssm: [{ userPoolId: a }, { userPoolId: b }] }';
    const several = await cli.run(['import', file('list.yml', list)]);
    expect(several.stderr).toContain('custom.serverless-app-client-credentials-to-ssm is a list, not a map.');
    expect(several).toMatchObject({ code: 1, stdout: '' });
  });
});
