/**
 * A CloudFormation template, as far as it is known here. A section or an attribute of a resource that is not known
 * throws: what is not understood is never deployed as if it did not matter.
 */
import type { Json } from '../service.ts';

export interface Resource {
  readonly Type: string;
  readonly Properties?: Json;
  readonly Condition?: string;
  readonly DependsOn?: string | readonly string[];
}

export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown; readonly Condition?: string }>>;
  readonly Conditions?: Json;
  readonly Parameters?: Readonly<Record<string, { readonly Type: string; readonly Default?: unknown }>>;
}

/** Sections and attributes; the text says why one is taken no notice of. */
const sections: Readonly<Record<string, string>> = {
  Resources: '',
  Outputs: '',
  Conditions: '',
  Parameters: '',
  Rules: 'the CDK asks for a version of its bootstrap stack, and there is none here',
  Description: 'for people',
  Metadata: 'for tools',
  AWSTemplateFormatVersion: 'there is one',
};
const attributes: Readonly<Record<string, string>> = {
  Type: '',
  Properties: '',
  Condition: '',
  DependsOn: '',
  Metadata: 'for tools',
  DeletionPolicy: 'no stack is ever deleted here',
  UpdateReplacePolicy: 'no stack is ever updated here',
};

/** Throws for what is not known. */
export function checkTemplate(template: Template): Template {
  for (const section of Object.keys(template)) {
    if (!Object.hasOwn(sections, section)) throw new Error(`The template has a section ${section}, not known here.`);
  }
  for (const [id, resource] of Object.entries(template.Resources)) {
    const unknown = Object.keys(resource).find((attribute) => !Object.hasOwn(attributes, attribute));
    if (unknown !== undefined) throw new Error(`${id} (${resource.Type}) has ${unknown}, not known here.`);
  }
  return template;
}
