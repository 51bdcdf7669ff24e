/** Names of trails, which CloudTrail takes as such or in an ARN. */
import { AwsError, type Site } from './service.ts';

/** 3 to 128 characters, a letter or a digit at both ends, no two of `.`, `_` and `-` side by side. */
const form = /^(?=.{3,128}$)[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*$/;

/** Throws for what is neither a name nor the ARN of a trail. A trail of elsewhere is nobody's name here. */
export function trailNameIn(reference: string, { partition, region, account }: Site): string {
  if (reference.startsWith('arn:')) {
    const [, home, name = ''] = /^arn:[^:]+:cloudtrail:([^:]*:\d{12}):trail\/(.+)$/.exec(reference) ?? [];
    if (home === undefined || !form.test(name)) {
      throw new AwsError('CloudTrailARNInvalidException', `The trail ARN is not valid: ${reference}`);
    }
    const here = `arn:${partition}:cloudtrail:${region}:${account}:trail/${name}`;
    return reference === here ? name : reference;
  }
  if (form.test(reference)) return reference;
  throw new AwsError('InvalidTrailNameException', `Trail name or ARN is not valid: ${reference}`);
}
