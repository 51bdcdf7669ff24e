/** The tags of user pools: 50 of them, keys of 128 and values of 256 characters, `aws:` for AWS alone. */
import { AwsError } from '../service.ts';
import { type Directory, invalid, type Operations, operation, type Pool, poolIn } from './directory.ts';
import { arn, poolTags, tagKeys } from './pool-shapes.ts';
import { structure } from './shape.ts';

type Tags = Readonly<Record<string, string>>;

export function tagOperations(directory: Directory): Operations {
  return {
    reads: {
      ListTagsForResource: operation(structure({ ResourceArn: arn }, {}), (request) => ({
        Tags: poolByArn(directory, request.ResourceArn).tags,
      })),
    },
    writes: {
      TagResource: operation(structure({ ResourceArn: arn, Tags: poolTags }, {}), (request) => {
        const pool = poolByArn(directory, request.ResourceArn);
        const tags = { ...pool.tags, ...request.Tags };
        const fault = faultIn(request.Tags) ?? faultIn(tags);
        if (fault !== undefined) throw invalid(fault);
        setTags(directory, pool, tags);
        return {};
      }),
      UntagResource: operation(structure({ ResourceArn: arn, TagKeys: tagKeys }, {}), (request) => {
        const pool = poolByArn(directory, request.ResourceArn);
        const left = Object.entries(pool.tags).filter(([key]) => !request.TagKeys.includes(key));
        setTags(directory, pool, Object.fromEntries(left));
        return {};
      }),
    },
  };
}

/** Tags given with a pool, checked. @throws AwsError `UserPoolTaggingException`, which only those two operations know */
export function tagsGiven(tags: Tags): Tags {
  const fault = faultIn(tags);
  if (fault !== undefined) throw new AwsError('UserPoolTaggingException', fault);
  return tags;
}

/** The listener hears of changes only: a pool that never had a tag is unknown to the tagging index. */
export function setTags(directory: Directory, pool: Pool, tags: Tags): void {
  if (isSame(pool.tags, tags)) return;
  pool.tags = tags;
  directory.tags.tagged(pool.arn, tags);
}

/** The documented character set; the model's own shapes say lengths only. */
const allowed = /^[A-Za-z0-9 _.:/=+\-@]*$/;

function faultIn(tags: Tags): string | undefined {
  for (const [key, value] of Object.entries(tags)) {
    if (/^aws:/i.test(key)) return `Tag keys that begin with aws: are reserved: ${key}`;
    if (!allowed.test(key)) return `Tag key has characters that are not allowed: ${key}`;
    if (!allowed.test(value)) return `Tag value has characters that are not allowed: ${key}`;
  }
  return Object.keys(tags).length > 50 ? 'A user pool can have at most 50 tags.' : undefined;
}

function poolByArn(directory: Directory, resourceArn: string): Pool {
  const id = resourceArn.match(/^arn:[^:]+:cognito-idp:[^:]+:\d+:userpool\/(.+)$/)?.[1];
  if (id === undefined) throw invalid(`Invalid resource ARN: ${resourceArn}`);
  const pool = poolIn(directory, id);
  if (pool.arn === resourceArn) return pool;
  throw new AwsError('ResourceNotFoundException', `User pool ${id} does not exist.`);
}

function isSame(left: Tags, right: Tags): boolean {
  const keys = Object.keys(left);
  return keys.length === Object.keys(right).length && keys.every((key) => left[key] === right[key]);
}
