/** Defects that the simulation must find, at least one for each invariant: mistakes that somebody could well make. */
import type { Invariant } from './oracle/oracle.ts';
import type { Change } from './planted-build.ts';

export interface Defect {
  readonly invariant: Invariant;
  /** What is wrong with the reconciler, in words. */
  readonly what: string;
  readonly changes: readonly Change[];
}

export const defects: readonly Defect[] = [
  {
    invariant: 'convergence',
    what: 'a stored url stays although it is none of the pool’s',
    changes: [{ file: 'core/credentials.ts', from: ' && endpoints.includes(current)', to: '' }],
  },
  {
    invariant: 'convergence',
    what: 'a sweep goes to the first pool only',
    changes: [{ file: 'reconciler/sweep.ts', from: 'pools.map(', to: 'pools.slice(0, 1).map(' }],
  },
  {
    invariant: 'idempotence',
    what: 'a document that is as it should be is written again',
    changes: [
      { file: 'core/plan.ts', from: 'if (changes.size === 0) return { plan };', to: '' },
      { file: 'core/plan.ts', from: '(stands && text.equals(stands))', to: 'false' },
    ],
  },
  {
    invariant: 'only ours',
    what: 'documents are parsed and printed again',
    changes: [
      {
        file: 'core/plan.ts',
        from: "import type { Secret } from './secret.ts';",
        to: "import { Secret } from './secret.ts';",
      },
      {
        file: 'core/plan.ts',
        from: 'return document.edit(place, changes);',
        to: 'return new Secret(JSON.stringify(JSON.parse(document.edit(place, changes).reveal())));',
      },
    ],
  },
  {
    invariant: 'only ours',
    what: 'an update leaves the tier to the account’s default',
    changes: [{ file: 'aws/parameter-store.ts', from: 'Tier: as.tier as ParameterTier,', to: '' }],
  },
  {
    invariant: 'nothing lost',
    what: 'any higher version is taken for the expected one',
    changes: [{ file: 'core/overtaken.ts', from: 'answered === read.version + 1', to: 'answered > read.version' }],
  },
  {
    invariant: 'nothing lost',
    what: 'nobody looks below a write that was tried again',
    changes: [{ file: 'aws/parameter-store.ts', from: 'if (version === 1 ||', to: 'if (version > 0 ||' }],
  },
  {
    invariant: 'never erased',
    what: 'a rotated secret is set back to the one that Cognito shows',
    changes: [{ file: 'core/credentials.ts', from: 'secretCount >= 2', to: 'secretCount >= 3' }],
  },
  {
    invariant: 'never erased',
    what: 'a client whose secret is not shown is taken for a public one',
    changes: [{ file: 'core/credentials.ts', from: 'if (secretCount === 0)', to: 'if (secretCount >= 0)' }],
  },
  {
    invariant: 'no leak',
    what: 'a note names what stands at the place',
    changes: [
      {
        file: 'core/credentials.ts',
        from: "code: 'no-domain', userPoolId: pool.id",
        to: "code: 'no-domain', userPoolId: storedText(stored, 'clientSecret')?.reveal() ?? pool.id",
      },
    ],
  },
  {
    invariant: 'bounded',
    what: 'clients are described twice',
    changes: [{ file: 'pass/observe.ts', from: '[...needs.clients, ', to: '[...needs.clients, ...needs.clients, ' }],
  },
  {
    invariant: 'isolation',
    what: 'one malformed tag hides the pool’s other tags',
    changes: [
      {
        file: 'core/declaration.ts',
        from: '.map(([key, value]) => parseDeclaration(key, value, prefix));',
        to: '.map(([key, value]) => parseDeclaration(key, value, prefix)).filter(({ rejection }, _, all) => rejection || !all.some((one) => one.rejection));',
      },
    ],
  },
  {
    invariant: 'isolation',
    what: 'one parameter that cannot be decrypted hides nine others',
    changes: [
      { file: 'aws/parameter-store.ts', from: 'if (others.length === 0 || isRetryable(finding))', to: 'if (finding)' },
    ],
  },
  {
    invariant: 'at least once',
    what: 'a message is done whatever became of its work',
    changes: [{ file: 'reconciler/passes.ts', from: 'return !mustRetry(report);', to: 'return true;' }],
  },
  {
    invariant: 'at least once',
    what: 'a message that is not understood is dropped',
    changes: [
      {
        file: 'reconciler/invocation.ts',
        from: 'return [...retried, ...batch.invalid.map(({ record }) => record)];',
        to: 'return retried;',
      },
    ],
  },
  {
    invariant: 'inside',
    what: 'a name is looked for among clients that registered themselves, too',
    changes: [{ file: 'aws/cognito.ts', from: "ClientType: 'REGULAR',", to: '' }],
  },
  {
    invariant: 'inside',
    what: 'of several claimants the first has the place, whoever stands there',
    changes: [
      {
        file: 'core/settlement.ts',
        from: '|| claimants.length === 1) return () => undefined;',
        to: "|| claimants.length > 0) return ({ client, parameter }) => client.id === first?.claim.client.id ? undefined : { code: 'claimed-twice', parameter, place, count: 2, clients: [] };",
      },
    ],
  },
];
