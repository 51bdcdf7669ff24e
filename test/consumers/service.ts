/**
 * A service as people write them: it reads its configuration from a SecureString, gets a token with exactly what stands
 * at `auth.cognito`, and calls an API. It is a program of its own and knows nothing of this project.
 *
 *   CONFIGURATION   name of its parameter
 *   API_URL         what it calls
 */
import { GetParameterCommand, SSMClient } from '@aws-sdk/client-ssm';

interface Configuration {
  readonly auth: {
    readonly cognito: { readonly url: string; readonly clientId: string; readonly clientSecret: string };
  };
}

async function configuration(): Promise<Configuration> {
  const command = new GetParameterCommand({ Name: process.env.CONFIGURATION, WithDecryption: true });
  const { Parameter } = await new SSMClient().send(command);
  return JSON.parse(Parameter?.Value ?? '{}');
}

async function accessToken({ auth: { cognito } }: Configuration): Promise<string> {
  const credentials = Buffer.from(`${cognito.clientId}:${cognito.clientSecret}`).toString('base64');
  const response = await fetch(cognito.url, {
    method: 'POST',
    headers: { authorization: `Basic ${credentials}` },
    body: new URLSearchParams({ grant_type: 'client_credentials' }),
  });
  if (!response.ok) throw new Error(`no token: ${response.status} ${await response.text()}`);
  const { access_token } = (await response.json()) as { readonly access_token: string };
  return access_token;
}

const token = await accessToken(await configuration());
const response = await fetch(process.env.API_URL ?? '', { headers: { authorization: `Bearer ${token}` } });
process.stdout.write(`${response.status} ${await response.text()}\n`);
