/**
 * Invariant 3: every write of ours differs from a version that its run had read in our keys only, at places that it can
 * have taken for ours; and no attribute of the parameter changes with it.
 */
import type { Written } from '../chronicle.ts';
import type { Evidence, Violation } from './oracle.ts';
import { isKeptAround, outsideOf } from './paper.ts';
import { basesOf, before, placesIn, sightedBy } from './window.ts';

export function judgeStrangeBytes({ chronicle, deployed }: Evidence): readonly Violation[] {
  const ours = chronicle.writes.filter(({ deployment }) => deployment !== undefined);
  return ours.flatMap((written): Violation[] => {
    const places = placesIn(sightedBy(written, chronicle, deployed), written.name);
    const wrong = wrongWith(written, places, basesOf(written, chronicle), before(written, chronicle));
    const { name, version } = written;
    return wrong === undefined
      ? []
      : [{ invariant: 'only ours', found: `our version ${version.version} of ${name} ${wrong}` }];
  });
}

function wrongWith(
  { version, life }: Written,
  places: readonly string[],
  bases: readonly Written[],
  stood: Written | undefined,
): string | undefined {
  const outside = outsideOf(version, places);
  const isCreated = version.version === 1;
  if (isCreated && bases.length === 0) {
    if (outside !== '{}') return 'was made with more in it than ours';
    if (version.type !== 'SecureString' || version.tier !== 'Standard')
      return `was made as ${version.type}, ${version.tier}`;
    return undefined;
  }
  // Deleted and made anew since the look, it has lost its data type and is still to be read as it was.
  const readAs = (base: Written): Written['version'] =>
    base.life === life ? version : { ...version, dataType: base.version.dataType };
  const alike = bases.filter((base) => outsideOf(base.version, places) === outsideOf(readAs(base), places));
  if (alike.length === 0) return isCreated && outside === '{}' ? undefined : 'changes what is not ours';
  if (!alike.some((base) => isKeptAround(base.version, version, places))) return 'changes bytes around what is ours';
  // What an update leaves out stays as the version below has it, read or not.
  const changed = changedAttributes(version, alike, bases, stood ? [stood] : []);
  if (changed === undefined || !alike.some((base) => base.life === life)) return undefined;
  return `changes its ${changed}`;
}

/** Key and tier may be those of an earlier read where a version is put back (docs/architecture.md, limits). */
function changedAttributes(
  { type, dataType, description, allowedPattern, policies, tier, keyId }: Written['version'],
  alike: readonly Written[],
  bases: readonly Written[],
  below: readonly Written[],
): string | undefined {
  const kept = [...bases, ...below];
  if (!alike.some((base) => base.version.type === type)) return 'type';
  if (![...alike, ...below].some((base) => base.version.dataType === dataType)) return 'data type';
  if (!kept.some((base) => base.version.description === description)) return 'description';
  if (!kept.some((base) => base.version.allowedPattern === allowedPattern)) return 'pattern';
  if (!kept.some((base) => JSON.stringify(base.version.policies) === JSON.stringify(policies))) return 'policies';
  if (!bases.some((base) => base.version.tier === tier)) return 'tier';
  return type !== 'SecureString' || bases.some((base) => base.version.keyId === keyId) ? undefined : 'key';
}
