/** What the roles of a template allow, grant by grant: one action on one resource. */
import type { Assembly } from '../local-aws/cloud-formation/assembly.ts';
import type { Resource } from '../local-aws/cloud-formation/template.ts';
import type { Json } from '../local-aws/service.ts';

export interface Grant {
  /** Of the template's role. */
  readonly role: string;
  readonly sid: string;
  readonly action: string;
  /** As the template has it, as JSON. */
  readonly resource: string;
}

interface Policy {
  readonly PolicyName: string;
  readonly PolicyDocument: { readonly Version: string; readonly Statement: readonly Json[] };
}

const asList = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value]);

/** Every grant of every role. */
export function grantsOf({ template }: Assembly): readonly Grant[] {
  return Object.entries(template.Resources).flatMap(([role, resource]) =>
    policiesOf(resource).flatMap(({ PolicyDocument }) =>
      PolicyDocument.Statement.flatMap(({ Sid, Action, Resource: resources }) =>
        asList(Action).flatMap((action) =>
          asList(resources).map((one) => ({
            role,
            sid: String(Sid),
            action: String(action),
            resource: JSON.stringify(one),
          })),
        ),
      ),
    ),
  );
}

/** The same stack but for this grant. */
export function withoutGrant({ template, ...assembly }: Assembly, grant: Grant): Assembly {
  const resources = Object.entries(template.Resources).map(([id, resource]) => {
    if (id !== grant.role) return [id, resource] as const;
    const Policies = policiesOf(resource).map(({ PolicyName, PolicyDocument }) => ({
      PolicyName,
      PolicyDocument: { ...PolicyDocument, Statement: PolicyDocument.Statement.flatMap((one) => without(one, grant)) },
    }));
    return [id, { ...resource, Properties: { ...resource.Properties, Policies } }] as const;
  });
  return { ...assembly, template: { ...template, Resources: Object.fromEntries(resources) } };
}

function policiesOf({ Type, Properties }: Resource): readonly Policy[] {
  return Type === 'AWS::IAM::Role' ? ((Properties?.Policies ?? []) as readonly Policy[]) : [];
}

/** Its actions one by one, the granted one without the granted resource. */
function without(statement: Json, { sid, action, resource }: Grant): readonly Json[] {
  if (statement.Sid !== sid) return [statement];
  return asList(statement.Action).flatMap((one, index) => {
    const left = asList(statement.Resource).filter((other) => one !== action || JSON.stringify(other) !== resource);
    return left.length === 0 ? [] : [{ ...statement, Sid: `${sid}${index}`, Action: one, Resource: left }];
  });
}
