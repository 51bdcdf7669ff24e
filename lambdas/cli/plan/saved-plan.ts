import { readFile, writeFile } from 'node:fs/promises';
import pMap from 'p-map';
import * as z from 'zod/mini';
import { CommandError } from '../command-error.ts';
import type { Scope } from '../scope.ts';
import type { Session } from '../session.ts';
import { type Forecast, type Forecasted, isChange, keyOf } from './forecast.ts';

/**
 * A plan on disk: what each change was decided by, so that `apply` can tell whether the world is still that. No value
 * of a secret, and no hash of one: versions and ids tell as well.
 */
const savedPlan = z.object({
  kind: z.literal('cognito-ssm-sync plan'),
  v: z.literal(1),
  madeAt: z.iso.datetime(),
  region: z.string(),
  deployment: z.string(),
  scope: z.object({ pool: z.optional(z.string()), client: z.optional(z.string()) }),
  targets: z.array(
    z.object({
      userPoolId: z.string(),
      clientId: z.string(),
      parameter: z.string(),
      place: z.string(),
      action: z.string(),
      reasons: z.array(z.string()),
      /** Of the parameter; null: there is none. */
      version: z.nullable(z.number()),
      /** How many secrets the client has, and the newest one's id; null: it has none. */
      secretCount: z.number(),
      newestSecretId: z.nullable(z.string()),
      url: z.nullable(z.string()),
      tags: z.array(z.string()),
    }),
  ),
});

export type SavedPlan = z.infer<typeof savedPlan>;
export type SavedTarget = SavedPlan['targets'][number];

/** The plan as it is saved: its changes with what they were decided by. Asks once a client for its secrets' ids. */
export async function planFile(session: Session, { pool, client }: Scope, forecast: Forecast): Promise<SavedPlan> {
  const { deployment, parts, pools } = session;
  const changes = forecast.pools.flatMap(({ userPoolId, targets }) =>
    targets.filter(isChange).map((target) => ({ userPoolId, ...target })),
  );
  const secrets = new Map<string, Promise<readonly string[]>>();
  const secretsOf = (userPoolId: string, clientId: string): Promise<readonly string[]> => {
    const known = secrets.get(`${userPoolId} ${clientId}`) ?? pools.secretIds(userPoolId, clientId);
    secrets.set(`${userPoolId} ${clientId}`, known);
    return known;
  };
  return {
    kind: 'cognito-ssm-sync plan',
    v: 1,
    madeAt: new Date(parts.clock.now()).toISOString(),
    region: deployment.region,
    deployment: deployment.name,
    scope: { ...(pool !== undefined && { pool }), ...(client !== undefined && { client }) },
    targets: await pMap(
      changes,
      async ({ userPoolId, ...target }): Promise<SavedTarget> => {
        const ids = await secretsOf(userPoolId, target.outcome.clientId ?? '');
        return { userPoolId, ...basisOf(target), secretCount: ids.length, newestSecretId: ids.at(-1) ?? null };
      },
      { concurrency: 4 },
    ),
  };
}

/** What one change rests on, as far as a pass sees it. */
export function basisOf({
  outcome,
  comparison,
  version,
  tags,
}: Forecasted): Omit<SavedTarget, 'userPoolId' | 'secretCount' | 'newestSecretId'> {
  const { clientId = '', parameter = '', place = '', action, reasons } = outcome;
  const url = comparison.find(({ key }) => key === 'url')?.after;
  return {
    clientId,
    parameter,
    place,
    action,
    reasons: [...reasons],
    version: version ?? null,
    url: url ?? null,
    tags: [...tags],
  };
}

/** Writes it for its owner only: it holds no secret, but it names what is yours. @throws CommandError */
export async function writePlanFile(file: string, plan: SavedPlan): Promise<void> {
  try {
    await writeFile(file, `${JSON.stringify(plan, null, 2)}\n`, { mode: 0o600 });
  } catch (error) {
    throw new CommandError(
      `${file} cannot be written: ${reasonOf(error)}.`,
      'Name a file in a folder that is yours.',
      error,
    );
  }
}

/** @throws CommandError */
export async function readPlanFile(file: string): Promise<SavedPlan> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(
      `${file} cannot be read: ${reasonOf(error)}.`,
      'Make one with: cognito-ssm-sync plan --out FILE',
      error,
    );
  }
  let parsed: ReturnType<typeof savedPlan.safeParse> | undefined;
  try {
    parsed = savedPlan.safeParse(JSON.parse(text));
  } catch {
    // Falls through: what is not JSON is no plan either.
  }
  if (parsed?.success) return parsed.data;
  throw new CommandError(
    `${file} is no plan that this version wrote.`,
    'Make one with: cognito-ssm-sync plan --out FILE',
  );
}

/** What is no longer as it was planned, in words; nothing: the world is the same. */
export function differences(saved: SavedPlan, now: SavedPlan): readonly string[] {
  const found = new Map(now.targets.map((target) => [keyOf(target), target] as const));
  const moved = saved.targets.flatMap((target) => {
    const other = found.get(keyOf(target));
    const name = `${target.place} of ${target.parameter}`;
    if (other === undefined) return [`${name} is no longer to be changed`];
    const fields = (Object.keys(target) as (keyof SavedTarget)[]).filter(
      (field) => JSON.stringify(target[field]) !== JSON.stringify(other[field]),
    );
    return fields.map((field) => `${name}: ${field} was ${shown(target[field])}, is ${shown(other[field])}`);
  });
  const planned = new Set(saved.targets.map(keyOf));
  const added = now.targets.filter((target) => !planned.has(keyOf(target)));
  return [...moved, ...added.map(({ place, parameter }) => `${place} of ${parameter} is to be changed, too`)];
}

function shown(value: SavedTarget[keyof SavedTarget]): string {
  return value === null ? 'none' : Array.isArray(value) ? value.join(', ') || 'none' : String(value);
}

function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'it is not to be had';
}
