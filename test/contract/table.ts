/**
 * What the contract suite knows, as the page docs/contract-with-moto.md. To write the page anew:
 * `npm exec -- node test/contract/table.ts > docs/contract-with-moto.md`
 */
import type { Finding } from './comparison.ts';
import { compareAll } from './contract.ts';
import type { Difference } from './difference.ts';
import { differences } from './differences.ts';
import { findMoto, startMoto } from './moto.ts';
import { obstacle } from './moto-version.ts';
import { scenarios } from './scenarios.ts';

export const comparedCalls = scenarios.reduce((sum, { steps }) => sum + steps.length, 0);

/** One row a difference, without the counts that only a comparison can tell. */
export function tableOfDifferences(): string {
  const rows = differences.map((difference) => {
    const cells = [placeOf(difference), code(difference.ours), code(difference.moto), difference.right, difference.why];
    return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  });
  return ['| where | ours | moto | right | why |', '|---|---|---|---|---|', ...rows].join('\n');
}

export function pageOf(findings: readonly Finding[]): string {
  const different = new Set(findings.map(({ at }) => at)).size;
  return `# The embedded AWS and moto

The contract suite (\`test/contract\`) makes the same calls on the embedded AWS and on moto 5.2.1 and compares the answers. Ids, times,
tokens and secrets are compared by their place and form, error messages are not. A difference that is not in the table fails the suite,
and so does one in it that no longer occurs. This page is generated (\`test/contract/table.ts\`).

| calls compared | answered alike | answered differently |
|---|---|---|
| ${comparedCalls} | ${comparedCalls - different} | ${different} |

| differences known | AWS's documentation supports ours | moto | both alike |
|---|---|---|---|
| ${[differences.length, countOf('ours'), countOf('moto'), countOf('both')].join(' | ')} |

\`…\` stands for any text, \`*\` for any place in a list.

${tableOfDifferences()}
`;
}

export function countOf(side: Difference['right']): number {
  return differences.filter(({ right }) => right === side).length;
}

function placeOf(difference: Difference): string {
  const places = 'steps' in difference ? difference.steps : difference.operations;
  const paths = difference.paths.filter((path) => path !== 'outcome').map(code);
  return [places.join(', '), ...paths].join('<br>');
}

function code(text: string): string {
  return `\`${text}\``;
}

if (import.meta.main) {
  const program = findMoto();
  const missing = obstacle(program);
  if (program === undefined || missing !== undefined) throw new Error(missing);
  const moto = await startMoto(program);
  try {
    process.stdout.write(pageOf([...(await compareAll(moto)).values()].flat()));
  } finally {
    await moto.stop();
  }
}
