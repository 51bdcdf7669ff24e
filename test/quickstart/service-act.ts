import { Neighbourhood } from '../consumers/neighbourhood.ts';
import type { Act } from './acts.ts';

/** The last act: programs beside this one, which know nothing but their environment. */
export const serviceAct: Act = {
  title: 'A service logs in with what it finds',
  async play({ world, stage, pool }) {
    const neighbourhood = await Neighbourhood.around(world.aws);
    try {
      const api = await neighbourhood.open('hello-api.ts', { USER_POOL_ID: pool.id, SCOPE: 'api/read' });
      await stage.happens('An API of its own process takes tokens of this pool (it verifies them against the JWKS).');
      const answer = await neighbourhood.run('service.ts', {
        CONFIGURATION: '/layered-apis/orders/prod',
        API_URL: api,
      });
      await stage.happens('A service reads its parameter, gets a token at the url there, and calls the API:');
      await stage.show(answer);
      await stage.promise('the API answers Hello World!', answer === '200 Hello World!');
      const stranger = await fetch(api);
      await stage.promise('and nobody without a token', stranger.status === 401);
    } finally {
      await neighbourhood.close();
    }
    await stage.promise(
      'what the programs printed holds no secret',
      world.leaks({ programs: neighbourhood.printed }).length === 0,
    );
  },
};
