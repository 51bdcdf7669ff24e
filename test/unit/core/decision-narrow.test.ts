import { describe, expect, test } from 'vitest';
import { clientRequest, credentials, document, idOf } from './builders.ts';
import { confidential, drive, model } from './model-world.ts';

const clients = ['orders', 'billing', 'mailer'].map((name) => confidential(name));
const narrow = (...names: string[]) => clientRequest(names, { narrow: true });
const written = (plan: ReturnType<typeof drive>['plan']) => plan.parameters.map(({ parameter }) => parameter);

describe('a narrow pass', () => {
  test('that had to look at the whole pool deals with the named clients only', () => {
    const { plan, looks } = drive(narrow('orders'), model({ clients }));
    expect(looks.flat()).toContain('listing');
    expect(written(plan)).toEqual(['/apis/orders']);
  });

  test('tells nothing of others that did not get their place', () => {
    const tags = { 'ssm-sync': '/apis/shared' };
    const { plan } = drive(narrow('orders'), model({ clients, tags }));
    expect(plan.lost.map(({ claim, finding }) => [claim.client.name, finding?.code])).toEqual([
      ['orders', 'claimed-twice'],
    ]);
  });

  test('settles with everybody in view: what another has it does not take', () => {
    const tags = { 'ssm-sync': '/apis/shared' };
    const parameters = { '/apis/shared': document(credentials('billing')) };
    const { plan } = drive(narrow('orders'), model({ clients, tags, parameters }));
    expect(written(plan)).toEqual([]);
    expect(plan.lost.map(({ finding }) => finding?.code)).toEqual(['claimed-by-another-client']);
  });

  test('tells nothing of what is wrong with the declarations of others, or left by them', () => {
    const tags = {
      'ssm-sync': '/apis/:clientName',
      'ssm-sync:gone': '/apis/gone',
      'ssm-sync:billing': '/outside',
      'ssm-sync:orders': '/apis/orders /outside',
    };
    const owned = ['steady', 'mailer'].map((name) => ({
      parameter: `/apis/former-${name}`,
      place: 'auth.cognito',
      clientId: idOf(name),
    }));
    const parameters = Object.fromEntries(
      ['steady', 'mailer'].map((name) => [`/apis/former-${name}`, document(credentials(name))]),
    );
    const request = clientRequest(['orders', 'steady'], { narrow: true, owned });
    const all = [...clients, confidential('steady')];
    const { plan } = drive(request, model({ clients: all, tags, parameters }));
    expect(plan.rejected.map(({ rejection, client }) => [rejection.code, client?.name])).toEqual([
      ['target-not-allowed', 'orders'],
    ]);
    expect(plan.orphans.map(({ client }) => client)).toEqual([idOf('steady')]);
  });

  test('leaves nothing to later messages, however many it names', () => {
    const many = Array.from({ length: 60 }, (_, index) => `client${index}`);
    const { plan } = drive(narrow(...many), model({ clients: many.map((name) => confidential(name)) }));
    expect(plan.deferred).toEqual([]);
    expect(written(plan)).toHaveLength(60);
  });
});
