import { stripVTControlCharacters } from 'node:util';
import { describe, expect, it } from 'vitest';
import { openWorld } from '../e2e/worlds.ts';
import type { ToldAnswer } from '../local-aws/http/told-answer.ts';
import { followWorld } from './live-log.ts';

/** A world and what its live log says, without colours. */
function followed() {
  const world = openWorld();
  const said: string[] = [];
  let tell: (answer: ToldAnswer) => void = () => {};
  const onAnswer = (listener: typeof tell): void => {
    tell = listener;
  };
  followWorld({ aws: world.aws, onAnswer }, (line) => said.push(line));
  return { world, said, plain: () => said.map(stripVTControlCharacters), tell: (answer: ToldAnswer) => tell(answer) };
}

describe('the live log', () => {
  it('tells of calls, events, writes and passes, in that order, and of no secret', async () => {
    const { world, said, plain } = followed();
    const pool = await world.createPool('apis', { tags: { 'ssm-sync:orders': '/layered-apis/orders' } });
    const { secret } = await pool.createClient('orders');
    await world.settle();
    expect(plain().slice(-5)).toEqual([
      `10:00:00  call   CreateResourceServer ${pool.id} api`,
      `10:00:00  event  delivered by rule cognito-ssm-sync-pool`,
      `10:00:00  call   CreateUserPoolClient ${pool.id} orders`,
      '10:00:05  write  created auth.cognito of /layered-apis/orders: clientId, clientSecret (no-domain)',
      `10:00:05  pass   ${pool.id} by event: create 1`,
    ]);
    expect(said.join('\n').includes(secret)).toBe(false);
  });

  it('tells of refused calls with AWS’s code, and a stranger what to do', async () => {
    const { world, plain } = followed();
    const { ssm } = world.as('person');
    await expect(world.did(ssm.getParameter({ Name: '/nothing' }))).rejects.toThrow();
    await world.aws.dispatcher.dispatch({ target: 'AmazonSSM.GetParameter', body: '{}', credential: undefined });
    expect(plain()).toEqual([
      '10:00:00  error  GetParameter /nothing → ParameterNotFound',
      '10:00:00  error  AmazonSSM.GetParameter → MissingAuthenticationTokenException: ' +
        'set AWS_ACCESS_KEY_ID=LOCALPERSON and any AWS_SECRET_ACCESS_KEY',
    ]);
  });

  it('tells of logins, refused ones too, and of what is not here', () => {
    const { plain, tell } = followed();
    const login = { method: 'POST', host: 'acme.auth.eu-west-1.amazoncognito.com', path: '/oauth2/token' };
    tell({ ...login, status: 200, clientId: '1example23456789' });
    tell({ ...login, status: 400, code: 'unauthorized_client', clientId: '1example23456789' });
    expect(plain()).toEqual([
      '10:00:00  web    POST acme.auth.eu-west-1.amazoncognito.com/oauth2/token 1example23456789 → 200',
      '10:00:00  error  POST acme.auth.eu-west-1.amazoncognito.com/oauth2/token 1example23456789 → 400 unauthorized_client',
    ]);
  });

  it('lets no name of anybody’s move the terminal’s cursor', async () => {
    const { world, said } = followed();
    const Name = '/\u001b[2J\u001b]0;owned\u0007\r\n10:00:00  write  created\u202e\u2028';
    await expect(world.did(world.as('person').ssm.getParameter({ Name }))).rejects.toThrow();
    expect(said).toHaveLength(1);
    expect(stripVTControlCharacters(said[0] ?? '')).not.toMatch(/\p{Cc}|\p{Cf}|\p{Zl}/u);
    expect(said[0]).not.toContain('[2J');
  });
});
