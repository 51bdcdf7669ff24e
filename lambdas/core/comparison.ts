import type { Claim } from './claim.ts';
import { changesOf, type ManagedKey, managedKeys } from './credentials.ts';
import type { Deployment } from './deployment.ts';
import type { Stored } from './document/document.ts';
import { ownersIn } from './ownership.ts';
import type { Secret } from './secret.ts';
import { wantAt } from './site.ts';
import { tokenEndpoints } from './user-pool.ts';
import { storedIn, viewPlace } from './view.ts';
import { isFailure, type World } from './world.ts';

/** One of our keys at a place, before and after what the plan does there. */
export interface Comparison {
  readonly key: ManagedKey;
  readonly change: 'same' | 'added' | 'changed' | 'removed';
  /**
   * Only what is known to be none's secret: an endpoint of this pool or of Cognito's, an id that Cognito listed or an
   * owner tag names. Anybody may have put anything under these keys, and a secret's own key is never shown.
   */
  readonly before?: string;
  readonly after?: string;
}

/** What becomes of our keys at the place of a claim that has it; nothing where the place cannot be looked into. */
export function compare(claim: Claim, world: World, deployment: Deployment): readonly Comparison[] {
  const sight = world.parameters.get(claim.parameter);
  if (sight === undefined) return [];
  const view = viewPlace(claim, sight);
  if (view.kind === 'stopped') return [];
  const stored = storedIn(view);
  const changes = changesOf(wantAt({ claim, view }, world, deployment).wants, stored);
  const show = (key: ManagedKey, value: Secret | undefined): string | undefined => {
    const text = value?.reveal();
    return text !== undefined && harmless[key](text, claim, world, deployment) ? text : undefined;
  };
  return managedKeys.flatMap((key): Comparison[] => {
    const found = stored.get(key);
    const change = changes.get(key);
    if (found === undefined && change === undefined) return [];
    const before = show(key, textOf(found));
    const after = change === undefined ? before : change === 'remove' ? undefined : show(key, change.set);
    return [
      {
        key,
        change: change === undefined ? 'same' : change === 'remove' ? 'removed' : found ? 'changed' : 'added',
        ...(before !== undefined && { before }),
        ...(after !== undefined && { after }),
      },
    ];
  });
}

function textOf(found: Stored | undefined): Secret | undefined {
  return found?.kind === 'string' ? found.value : undefined;
}

const cognitoEndpoint = /^https:\/\/[a-z0-9-]{1,63}\.auth(-fips)?\.[a-z0-9-]+\.amazoncognito\.com\/oauth2\/token$/;

/** Whether a text under a key is known to be none's secret. */
const harmless: Readonly<
  Record<ManagedKey, (text: string, claim: Claim, world: World, deployment: Deployment) => boolean>
> = {
  url: (text, _, { pool }, { region }) => tokenEndpoints(pool, region).includes(text) || cognitoEndpoint.test(text),
  clientId: isKnownId,
  clientSecret: () => false,
};

function isKnownId(id: string, { client, parameter }: Claim, { listed = [], described, tags }: World): boolean {
  const seen = described.get(id);
  const ofParameter = tags.get(parameter);
  const owners = ofParameter && !isFailure(ofParameter) ? ownersIn(ofParameter) : [];
  return (
    id === client.id ||
    listed.some((other) => other.id === id) ||
    (seen !== undefined && seen !== 'missing' && !isFailure(seen)) ||
    owners.some(({ owner }) => owner.clientId === id)
  );
}
