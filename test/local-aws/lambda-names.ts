/** The ways in which a function can be named: by its name, by its ARN, by a part of that, each with a qualifier. */
import { AwsError, type Site } from './service.ts';

/** From Lambda's model. */
export const functionPattern = {
  min: 1,
  max: 256,
  pattern:
    /^(arn:(aws[a-zA-Z-]*)?:lambda:)?([a-z]{2}((-gov)|(-iso([a-z]?)))?-[a-z]+-\d{1}:)?(\d{12}:)?(function:)?([a-zA-Z0-9-_.]+)(:(\$LATEST(\.PUBLISHED)?|[a-zA-Z0-9-_]+))?$/,
};

interface Parts {
  readonly region: string | undefined;
  readonly account: string | undefined;
  readonly name: string;
  readonly qualifier: string | undefined;
}

/** Throws for another region or account, which Lambda does not reach from here. */
export function nameIn(reference: string, site: Site): string {
  const { region = site.region, account = site.account, name } = partsOf(reference);
  if (region !== site.region) {
    const message = `Functions from '${region}' are not reachable in this region ('${site.region}')`;
    throw new AwsError('ResourceNotFoundException', message, 404);
  }
  if (account !== site.account) {
    const message = 'The function is of another account, and no resource-based policy of it lets anybody in.';
    throw new AwsError('AccessDeniedException', message, 403);
  }
  return name;
}

/** At the end of the reference, or said by itself. Throws when the two differ. */
export function qualifierIn(reference: string, said: string | undefined): string | undefined {
  const { qualifier } = partsOf(reference);
  if (said !== undefined && qualifier !== undefined && said !== qualifier) {
    const message = 'The derived qualifier from the function name does not match the specified qualifier.';
    throw new AwsError('InvalidParameterValueException', message);
  }
  return said ?? qualifier;
}

/** Of a reference that `functionPattern` takes. */
function partsOf(reference: string): Parts {
  const said =
    /^(?:arn:[^:]*:lambda:)?(?:([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([\w.-]+)(?::(.+))?$/.exec(
      reference,
    );
  const [, region, account, name = '', qualifier] = said ?? [];
  return { region, account, name, qualifier };
}
