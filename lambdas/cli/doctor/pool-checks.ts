import { sentence } from '../../core/findings.ts';
import { tokenEndpoints, type UserPool } from '../../core/user-pool.ts';
import { counted } from '../counted.ts';
import type { Facts, PoolClaims, SeenPool } from './facts.ts';
import { type Check, judged, orWell, unknown, type Verdict } from './verdict.ts';

/** AWS's limit; its own tags, `aws:…`, do not count. */
const mostTags = 50;
/** From here on it is time to think of another way than one tag a client. */
const fewLeft = 45;

const stackTag = 'aws:cloudformation:stack-name';

/** The user pools that declare something. */
export const poolChecks: readonly Check[] = [
  {
    name: 'tag-budget',
    why: 'A pool holds 50 tags, other people’s included; a client beyond them can only be declared by the pattern.',
    judge: (facts) =>
      eachPool(
        facts,
        ({ id, tags }): readonly Verdict[] => {
          const used = usedTags(tags);
          if (used < fewLeft) return [];
          const fix = 'Declare clients of like names by the pattern: one tag for all (docs/tags.md, "The pattern").';
          return [{ severity: 'warn', message: `${used} of ${mostTags} tags are used.`, fix, userPoolId: id }];
        },
        (pools) =>
          pools.length === 0
            ? 'no pool declares anything'
            : `${counted(pools.length, 'pool')}, at most ${Math.max(...pools.map(({ tags }) => usedTags(tags)))} of ${mostTags} tags used`,
      ),
  },
  {
    name: 'collisions',
    why: 'Several clients claim one place. Whoever does not get it is written nowhere.',
    judge: (facts) =>
      eachPool(
        facts,
        ({ id }, claims) => [
          ...claims.lost.map((finding): Verdict => {
            const parameter = 'parameter' in finding ? finding.parameter : undefined;
            // Nothing is wrong when one client is about to take over from another.
            const severity = finding.code === 'claimed-by-another-client' ? 'warn' : 'bad';
            const fix = parameter && { fix: `cognito-ssm-sync explain ${parameter}`, parameter };
            return { severity, message: sentence(finding), userPoolId: id, ...fix };
          }),
          ...claims.failures.map((failure) => ({ ...unknown(failure, 'A client'), userPoolId: id })),
        ],
        () => 'no two clients claim one place',
      ),
  },
  {
    name: 'domains',
    why: 'Without a domain there is no token endpoint, so no url is written. Clients that use GetClientToken need none.',
    judge: (facts) =>
      eachPool(
        facts,
        (pool, { count }): readonly Verdict[] => {
          if (count === 0 || tokenEndpoints(pool, facts.configuration.deployment.region).length > 0) return [];
          const fix = `aws cognito-idp create-user-pool-domain --user-pool-id ${pool.id} --domain PREFIX`;
          return [{ severity: 'warn', message: 'The pool has no domain.', fix, userPoolId: pool.id }];
        },
        () => 'every pool has one that needs one',
      ),
  },
  {
    name: 'stack-tags',
    why: 'When CloudFormation updates the pool it sets the tags of its template: one that was set by hand is gone then.',
    judge: (facts) =>
      eachPool(
        facts,
        ({ id, tags }): readonly Verdict[] => {
          const stack = tags[stackTag];
          if (stack === undefined) return [];
          const ours = Object.keys(tags).filter((key) => key.startsWith(facts.configuration.deployment.tagPrefix));
          const message = `The stack ${stack} owns the pool’s tags, ${ours.join(', ')} among them.`;
          const fix = `See that they stand in its template: aws cloudformation get-template --stack-name ${stack} --query TemplateBody`;
          return [{ severity: 'warn', message, fix, userPoolId: id }];
        },
        () => 'no pool’s tags are a stack’s',
      ),
  },
];

function usedTags(tags: UserPool['tags']): number {
  return Object.keys(tags).filter((key) => !key.startsWith('aws:')).length;
}

/** The verdicts of all pools; a pool that cannot be looked at says so itself. */
function eachPool(
  { pools }: Facts,
  judge: (pool: UserPool, claims: PoolClaims) => readonly Verdict[],
  well: (pools: readonly UserPool[]) => string,
): readonly Verdict[] {
  return judged(pools, 'The pools that declare something', (seen) => {
    const verdicts = seen.flatMap(({ userPoolId, pool, claims }: SeenPool) =>
      judged(pool, `The pool ${userPoolId}`, (found) => {
        if (found === undefined) return [];
        return judged(claims, `What the pool’s clients claim`, (value) => judge(found, value));
      }).map((verdict) => ({ ...verdict, userPoolId })),
    );
    const found = seen.flatMap(({ pool }) => ('value' in pool && pool.value ? [pool.value] : []));
    return orWell(verdicts, well(found));
  });
}
