/**
 * The condition keys that this AWS sets for the calls they belong to. A policy that asks for another is refused when it
 * is put: a key that nobody sets would be missing from every request, and its statement silently true or false.
 */

/** The part after the slash or colon is the caller's own word. Key names, tag keys among them, have no case. */
const families: readonly string[] = [
  'aws:resourcetag/',
  'aws:requesttag/',
  'ssm:resourcetag/',
  'kms:encryptioncontext:',
];

const single: readonly string[] = [
  ...['aws:securetransport', 'aws:requestedregion', 'aws:principalarn', 'aws:principalaccount'],
  // For trust policies and queues: who asks a service says them.
  ...['aws:sourcearn', 'aws:sourceaccount'],
  ...['kms:viaservice', 'kms:calleraccount', 'ssm:overwrite', 'ssm:recursive', 'events:source', 'events:detail-type'],
];
const multivalued: readonly string[] = ['aws:tagkeys', 'kms:encryptioncontextkeys'];

/** In lower case. */
export function isKnown(key: string): boolean {
  return (
    single.includes(key) ||
    multivalued.includes(key) ||
    families.some((family) => key.startsWith(family) && key.length > family.length)
  );
}

/** Whether a request can have several values of it, so that only a set operator has a meaning. In lower case. */
export function isMultivalued(key: string): boolean {
  return multivalued.includes(key);
}

/** What a request says, by key; of a key that is not there nothing is said. */
export type Context = Readonly<Record<string, string | readonly string[]>>;

/** By key in lower case. */
export type Values = ReadonlyMap<string, readonly string[]>;

/** Throws for a key that no policy could ask for, and for several values of one that has but one. */
export function valuesOf(context: Context): Values {
  return new Map(
    Object.entries(context).map(([name, given]) => {
      const key = name.toLowerCase();
      const values = typeof given === 'string' ? [given] : given;
      if (!isKnown(key) || (values.length !== 1 && !isMultivalued(key))) {
        throw new Error(`A request cannot have ${values.length} values of the condition key ${name}.`);
      }
      return [key, values];
    }),
  );
}
