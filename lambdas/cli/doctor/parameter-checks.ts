import { sizeLimit } from '../../core/parameter.ts';
import { counted } from '../counted.ts';
import { type Check, judged, orWell, type Verdict } from './verdict.ts';

/** From this part of its tier's size on a document is called nearly full. */
const nearlyFull = 0.9;

/** The parameters that clients claim, and the keys that they are encrypted with. */
export const parameterChecks: readonly Check[] = [
  {
    name: 'sizes',
    why: 'A document that does not fit its tier is not written any more: 4,096 bytes Standard, 8,192 Advanced.',
    judge: ({ parameters, metadata }) =>
      judged(metadata, 'The tiers of the parameters', (tiers) => {
        const verdicts = parameters.flatMap(({ name, bytes }) =>
          judged(bytes, `The parameter ${name}`, (count): Verdict[] => {
            const tier = tiers.get(name)?.tier ?? 'Standard';
            const limit = sizeLimit(tier);
            if (count < nearlyFull * limit) return [];
            const message = `${name} has ${count.toLocaleString('en')} of ${limit.toLocaleString('en')} bytes (${tier}).`;
            const fix =
              tier === 'Standard'
                ? 'Move what need not be secret elsewhere, or move the parameter to the Advanced tier (charged, and no way back).'
                : 'Move what need not be secret elsewhere.';
            return [{ severity: 'warn', message, fix }];
          }).map((verdict) => ({ ...verdict, parameter: name })),
        );
        return orWell(verdicts, `${counted(parameters.length, 'parameter')}, none nearly full`);
      }),
  },
  {
    name: 'keys',
    why: 'What is encrypted with a key that cannot be used is neither read nor written.',
    judge: ({ keys, metadata }) => {
      const verdicts = [...keys].flatMap(([id, state]) =>
        judged(state, `The key ${id}`, (found) => judgeKey(id, found)),
      );
      const ofParameters = judged(metadata, 'Which keys parameters have', () => []);
      return orWell(
        [...verdicts, ...ofParameters],
        keys.size === 0 ? 'AWS’s own, aws/ssm' : `${counted(keys.size, 'customer key')}, enabled`,
      );
    },
  },
];

function judgeKey(id: string, state: string | undefined): readonly Verdict[] {
  if (state === 'Enabled') return [];
  if (state === undefined) {
    const fix = 'Deploy with another createKeyArn, or write its parameters anew under another key.';
    return [{ severity: 'bad', message: `There is no key ${id}.`, fix }];
  }
  const enable = `aws kms enable-key --key-id ${id}`;
  const fix = state === 'PendingDeletion' ? `aws kms cancel-key-deletion --key-id ${id} && ${enable}` : enable;
  return [{ severity: 'bad', message: `The key ${id} is ${state}.`, fix }];
}
