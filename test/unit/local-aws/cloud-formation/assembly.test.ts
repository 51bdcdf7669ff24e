import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readAssembly } from '../../../local-aws/cloud-formation/assembly.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'assembly-'));
});

afterEach(() => rmSync(folder, { recursive: true }));

const stack = (templateFile: string) => ({
  type: 'aws:cloudformation:stack',
  properties: { templateFile, stackName: 'keys' },
});

function write(files: Readonly<Record<string, unknown>>): void {
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), JSON.stringify(content));
}

describe('a cloud assembly', () => {
  it('gives the stack’s name and template, and where the files are that it names', () => {
    const file = { source: { path: 'asset.1' }, destinations: { here: { objectKey: '1.zip' } } };
    write({
      'manifest.json': {
        artifacts: {
          Keys: stack('Keys.template.json'),
          'Keys.assets': { type: 'cdk:asset-manifest', properties: { file: 'Keys.assets.json' } },
          Tree: { type: 'cdk:tree', properties: { file: 'tree.json' } },
        },
      },
      'Keys.template.json': { Resources: {} },
      'Keys.assets.json': { files: { 1: file } },
    });
    expect(readAssembly(folder)).toEqual({
      stackName: 'keys',
      template: { Resources: {} },
      assets: new Map([['1.zip', join(folder, 'asset.1')]]),
    });
  });

  it.each([
    ['0', {}],
    ['2', { One: stack('a.json'), Two: stack('b.json') }],
  ])('with %s stacks is not understood', (count, artifacts) => {
    write({ 'manifest.json': { artifacts } });
    expect(() => readAssembly(folder)).toThrow(`holds ${count} stacks, not one.`);
  });

  it('with a template that is not understood is not either', () => {
    write({ 'manifest.json': { artifacts: { Keys: stack('a.json') } }, 'a.json': { Resources: {}, Transform: 'x' } });
    expect(() => readAssembly(folder)).toThrow('Transform');
  });
});
