import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { obsolete, unlisted } from './audit.ts';
import type { Finding } from './comparison.ts';
import { compareAll } from './contract.ts';
import { differences } from './differences.ts';
import { findMoto, type Moto, startMoto } from './moto.ts';
import { obstacle } from './moto-version.ts';
import { scenarios } from './scenarios.ts';
import { comparedCalls, countOf, pageOf, tableOfDifferences } from './table.ts';

const program = findMoto();
const missing = obstacle(program);
if (missing !== undefined) console.info(`${missing}: the contract suite did not run.`);

describe.runIf(missing === undefined)('the embedded AWS and moto, but for the listed differences,', () => {
  let moto: Moto | undefined;
  let findings: ReadonlyMap<string, readonly Finding[]>;

  beforeAll(async () => {
    moto = await startMoto(program ?? '');
    findings = await compareAll(moto);
  });
  afterAll(() => moto?.stop());

  test.each(scenarios.map(({ promise, subject }) => [promise, subject]))('agree %s (%s)', (_, subject) => {
    expect(unlisted(findings.get(subject) ?? [], differences)).toEqual([]);
  });

  test('differ wherever a difference is listed', () => {
    expect(obsolete([...findings.values()].flat(), differences)).toEqual([]);
  });

  test('are documented as they are', () => {
    expect(readFileSync('docs/contract-with-moto.md', 'utf8')).toBe(pageOf([...findings.values()].flat()));
  });
});

describe('the contract suite', () => {
  test(`compares ${comparedCalls} calls; of ${differences.length} differences AWS's documentation supports ours in ${countOf('ours')}, moto in ${countOf('moto')}, both in ${countOf('both')}`, () => {
    expect(comparedCalls).toBeGreaterThanOrEqual(120);
  });

  test('says of every difference what ours answers, and of none that anything will do', () => {
    expect(differences.filter(({ ours }) => ours === '…')).toEqual([]);
    expect(differences.filter(({ ours, moto }) => ours !== 'absent' && moto === '…')).toEqual([]);
  });

  test('has its differences in the documentation, row by row', () => {
    expect(readFileSync('docs/contract-with-moto.md', 'utf8')).toContain(tableOfDifferences());
  });

  test('names its scenarios and steps once each', () => {
    const subjects = scenarios.map(({ subject }) => subject);
    expect(subjects).toEqual([...new Set(subjects)]);
    const steps = scenarios.flatMap(({ subject, steps }) => steps.map(([name]) => `${subject}: ${name}`));
    expect(steps).toEqual([...new Set(steps)]);
    const listed = differences.flatMap((difference) => ('steps' in difference ? difference.steps : []));
    expect(listed.filter((step) => !steps.includes(step))).toEqual([]);
  });
});
