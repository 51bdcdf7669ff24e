/** Where two transcripts of one scenario part. */
import type { Json } from './normaliser.ts';
import type { Operation } from './operations.ts';
import type { Scenario } from './scenario.ts';
import type { Transcript } from './transcript.ts';

export interface Finding {
  /** `subject: step` */
  readonly at: string;
  readonly operation: Operation;
  /** `Parameters.0.Policies`, or `outcome` when one side refuses or both do so differently. */
  readonly path: string;
  /** JSON, or `absent`. */
  readonly ours: string;
  readonly moto: string;
}

export function compare({ subject, steps }: Scenario, ours: Transcript, moto: Transcript): readonly Finding[] {
  return steps.flatMap(([name, operation]) => {
    const [our, their] = [ours.get(name), moto.get(name)];
    if (our === undefined || their === undefined) throw new Error(`${subject}: ${name} was not played`);
    const partings =
      our.outcome === their.outcome
        ? part('', our.body, their.body)
        : [{ path: 'outcome', ours: our.outcome, moto: their.outcome }];
    return partings.map((parting) => ({ at: `${subject}: ${name}`, operation, ...parting }));
  });
}

function part(
  path: string,
  ours: Json | undefined,
  moto: Json | undefined,
): readonly Pick<Finding, 'path' | 'ours' | 'moto'>[] {
  if (!isObject(ours) || !isObject(moto) || Array.isArray(ours) !== Array.isArray(moto)) {
    const [our, their] = [shown(ours), shown(moto)];
    return our === their ? [] : [{ path, ours: our, moto: their }];
  }
  const members = new Set([...Object.keys(ours), ...Object.keys(moto)]);
  return [...members].flatMap((member) =>
    part(path === '' ? member : `${path}.${member}`, Reflect.get(ours, member), Reflect.get(moto, member)),
  );
}

function isObject(value: Json | undefined): value is Exclude<Json, boolean | number | string> {
  return typeof value === 'object';
}

function shown(value: Json | undefined): string {
  return value === undefined ? 'absent' : JSON.stringify(value);
}
