import { sentence } from '../../core/findings.ts';
import { lineOf, wordsOf } from '../../core/log-line.ts';
import { orphaned } from '../../core/report.ts';
import { isFailure } from '../../core/world.ts';
import { jsonLine, outcomeLine } from '../json-line.ts';
import type { Standpoint } from './advice.ts';
import type { ClientExplanation } from './client-explanation.ts';
import { claimAdvice, conclusionOf, relationText } from './client-text.ts';
import { adviceOnRejection } from './finding-advice.ts';
import type { ParameterExplanation } from './parameter.ts';
import { claimAdvice as parameterAdvice, conclusionOf as parameterConclusion } from './parameter-text.ts';
import { adviceOn } from './target-advice.ts';
import type { TargetExplanation } from './target-explanation.ts';

/**
 * Explanations as lines of JSON: what is explained first (`client` or `parameter`), then a line for each outcome with the
 * fields of the log, and what explains it besides.
 */
export function* clientLines(explanation: ClientExplanation, standpoint: Standpoint): Generator<string> {
  const { pool, client, tags, targets, rejections, orphans, failures } = explanation;
  const userPoolId = pool.id;
  const about = { clientId: client.id, clientName: client.name };
  yield jsonLine({
    code: 'client',
    userPoolId,
    ...about,
    tags: tags.map((tag) => ({
      tag: tag.tag,
      value: tag.value,
      relation: tag.relation,
      message: relationText(tag, client),
    })),
    ...(targets.length === 0 && { message: conclusionOf(explanation), next: claimAdvice(explanation, standpoint) }),
  });
  for (const target of targets) yield targetLine(target, standpoint);
  for (const rejection of rejections)
    yield jsonLine({
      userPoolId,
      ...about,
      action: 'rejected',
      code: rejection.code,
      message: sentence(rejection),
      next: adviceOnRejection(rejection, pool, standpoint, explanation.ownTag),
    });
  for (const outcome of [...orphans.map(orphaned), ...failures]) yield outcomeLine(userPoolId, outcome);
}

export function* parameterLines(explanation: ParameterExplanation, standpoint: Standpoint): Generator<string> {
  const { name, sight, prefixes, pools, places, tags } = explanation;
  const isClaimed = pools.some(({ targets }) => targets.length > 0);
  yield jsonLine({
    code: 'parameter',
    parameter: name,
    ...stateOf(sight),
    prefixes,
    ...(isFailure(tags) ? { ownerTags: 'unread', message: sentence(tags) } : {}),
    leading: pools.flatMap(({ sight: { pool }, leading }) => leading.map((tag) => ({ userPoolId: pool.id, tag }))),
    places: places.map(({ place, owner, orphan, state }) => ({
      place,
      ...owner,
      state,
      ...(orphan && { code: orphan.code }),
    })),
    ...(!isClaimed && { message: parameterConclusion(explanation), next: parameterAdvice(explanation, standpoint) }),
  });
  for (const {
    sight: { pool },
    targets,
    rejections,
    failures,
  } of pools) {
    for (const target of targets) yield targetLine(target, standpoint);
    for (const rejection of rejections)
      yield jsonLine({
        userPoolId: pool.id,
        action: 'rejected',
        code: rejection.code,
        message: sentence(rejection),
        next: adviceOnRejection(rejection, pool, standpoint),
      });
    for (const failure of failures) yield outcomeLine(pool.id, failure);
  }
  for (const { orphan } of places) if (orphan) yield outcomeLine(orphan.userPoolId, orphaned(orphan));
}

function targetLine(target: TargetExplanation, standpoint: Standpoint): string {
  const { pool, claim, value, word, prefix, outcome, sight, standing, owner, tagsDue, contenders, keys } = target;
  return jsonLine({
    userPoolId: pool.id,
    ...(outcome && { ...lineOf(outcome), message: wordsOf(outcome) }),
    tag: claim.tag,
    value,
    declared: word,
    byPattern: claim.byPattern,
    prefix: prefix?.prefix,
    ...stateOf(sight),
    standing,
    owner: isFailure(owner) ? 'unread' : owner,
    tags: tagsDue,
    alsoClaimedBy: contenders.map(({ client, tag }) => ({ clientId: client.id, clientName: client.name, tag })),
    keys,
    next: adviceOn(target, standpoint),
  });
}

function stateOf(sight: TargetExplanation['sight']): object {
  if (sight?.kind !== 'present') return { state: sight?.kind ?? 'unknown' };
  const { version, type, changedAt } = sight.parameter;
  return { state: 'present', version, type, changedAt };
}
