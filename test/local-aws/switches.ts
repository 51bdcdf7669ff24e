/** Where AWS does not document what it does, this AWS does either, as told. */

/** Each switch with the readings that the reconciler must be right under; the first of each is the default. */
export const readings = {
  /** What `DescribeUserPoolClient.ClientSecret` shows once secrets are added and deleted. */
  describedSecret: ['original-then-absent', 'original-then-promoted', 'newest'],
  /** What `UpdateUserPool` without `UserPoolTags` does to the pool's tags. */
  tagsLeftOutOfUpdate: ['kept', 'cleared'],
  /** Whether CloudTrail shows secrets. */
  trailSecrets: ['redacted', 'shown'],
  /** Whether CloudTrail shows client ids. */
  trailClientIds: ['shown', 'hidden'],
  /** The key that `PutParameter` with `Overwrite` and without `KeyId` encrypts with. */
  keyLeftOutOfOverwrite: ['kept', 'default'],
  /** The tier of a parameter written without `Tier` (account setting). */
  defaultTier: ['Standard', 'Advanced', 'Intelligent-Tiering'],
  /** What `PutParameter` with `Overwrite` and another `Type` does. */
  typeChange: ['converts', 'refused'],
  /** What `GetParameters` does when one value cannot be decrypted. */
  undecryptable: ['fails-the-call', 'reported-invalid'],
  /** What creating a parameter gets in the 30 seconds after one of that name was deleted; AWS only says to wait. */
  nameAfterDeletion: ['already-exists', 'too-many-updates', 'free'],
  /** What an input transformer puts outside of quotation marks for a path that the event does not have. */
  missingInputPath: ['nothing', 'empty-text'],
} as const;

/** The reading chosen for each. */
export type Switches = { -readonly [Name in keyof typeof readings]: (typeof readings)[Name][number] };

export const defaultSwitches = Object.fromEntries(
  Object.entries(readings).map(([name, [first]]) => [name, first]),
) as Switches;
