/**
 * Invariant 4: what somebody else wrote between our read and our write is put back, or the report names it. The holes are
 * as docs/architecture.md has them, and counted: a run that dies between its write's effect and its look at what that
 * went over, a write without an answer that somebody writes on top of before it is tried again, and a parameter that is
 * made anew up to the very version that was read.
 */
import type { Chronicle, Written } from '../chronicle.ts';
import type { Evidence, Violation } from './oracle.ts';
import { outsideOf } from './paper.ts';
import { after, basesOf, placesIn, sightedBy } from './window.ts';

export function judgeLosses(evidence: Evidence): readonly Violation[] {
  const { chronicle } = evidence;
  return chronicle.writes.flatMap((theirs): Violation[] => {
    const ours = after(theirs, chronicle);
    if (theirs.deployment !== undefined || ours?.run === undefined) return [];
    if (basesOf(ours, chronicle).includes(theirs) || !isOverwritten(theirs, ours, evidence)) return [];
    if (isNamed(theirs, evidence) || isPutBack(theirs, ours, evidence) || isHole(theirs, ours, chronicle)) return [];
    const { name, version } = theirs;
    return [
      {
        invariant: 'nothing lost',
        found: `version ${version.version} of ${name}, somebody else's, was overwritten by ours unread, and neither put back nor named`,
      },
    ];
  });
}

/** Whether there was something in theirs that is not in ours. */
function isOverwritten(theirs: Written, ours: Written, { chronicle, deployed }: Evidence): boolean {
  const places = placesIn(sightedBy(ours, chronicle, deployed), ours.name);
  return (
    outsideOf(theirs.version, places) !== outsideOf(ours.version, places) || theirs.version.type !== ours.version.type
  );
}

function isNamed({ name, version }: Written, { aws }: Evidence): boolean {
  const sentence = /Version (\d+) of (\S+), another writer's,(?: or one up to version (\d+))?/g;
  const told = aws.cloudWatch
    .lines()
    .flatMap(({ text }) => (text.includes('"lost-update"') ? [...text.matchAll(sentence)] : []));
  return told.some(
    ([, first, parameter, last = first]) =>
      parameter === name && Number(first) <= version.version && version.version <= Number(last),
  );
}

/**
 * By the run that overwrote it. What others wrote in between, and the putting back went over, is judged by itself. A
 * parameter that somebody deleted is nobody's loss.
 */
function isPutBack(theirs: Written, ours: Written, evidence: Evidence): boolean {
  const { chronicle, deployed } = evidence;
  let next: Written | undefined = ours;
  for (;;) {
    const following: Written | undefined = after(next, chronicle);
    if (following === undefined) return wasDeleted(theirs, chronicle.deletions);
    next = following;
    if (following.run !== ours.run) continue;
    const places = placesIn(sightedBy(following, chronicle, deployed), following.name);
    const isSame = outsideOf(following.version, places) === outsideOf(theirs.version, places);
    if (isSame && following.version.type === theirs.version.type) return true;
  }
}

function isHole(theirs: Written, ours: Written, chronicle: Chronicle): boolean {
  if (ours.run?.execution.dead) return true;
  const read = [...(ours.run?.read.get(ours.name) ?? [])];
  const isAnew = (seen: string): boolean =>
    seen.endsWith(`/${theirs.version.version}`) && seen !== `${theirs.life}/${theirs.version.version}`;
  if (read.some(([seen, order]) => order < ours.order && isAnew(seen))) return true;
  let last = ours;
  for (;;) {
    if (!chronicle.unanswered.has(last.requestId)) return false;
    const next = after(last, chronicle);
    if (next === undefined) return false;
    if (next.run !== ours.run) return true;
    last = next;
  }
}

function wasDeleted({ name, life }: Written, deletions: Evidence['chronicle']['deletions']): boolean {
  return deletions.some((deletion) => deletion.name === name && deletion.life === life);
}
