/** The text of `status` where it depends on who looks: on a terminal or not, at a little or at much. */
import { describe, expect, test } from 'vitest';
import type { Overview } from '../../../lambdas/cli/status/overview.ts';
import { printOverview } from '../../../lambdas/cli/status/overview-text.ts';
import type { Terminal } from '../../../lambdas/cli/terminal.ts';
import { allKinds, goneSurvey, outcomeOf, overview, surveyOf } from './surveys.ts';

/** The lines, with what is coloured as `colour(text)`. */
function printed(found: Overview, { width, all = false }: { width?: number; all?: boolean } = {}): readonly string[] {
  const lines: string[] = [];
  const terminal: Terminal = {
    width,
    interactive: false,
    print: (line = '') => void lines.push(line),
    say: () => undefined,
    status: () => undefined,
    paint: (style, text) => (style === 'dim' || style === 'bold' || text === '' ? text : `${style}(${text})`),
    ask: async () => undefined,
  };
  printOverview(found, terminal, all);
  return lines;
}

const some = [allKinds.inSync, allKinds.inSync, allKinds.drifted, allKinds.waiting, allKinds.blocked];
const apis = surveyOf(
  'apis00000',
  'apis',
  some.map((kind) => outcomeOf('orders', kind)),
);

describe('the bar', () => {
  test('is drawn on a terminal, as wide as that is, with its numbers below', () => {
    expect(printed(overview([apis]), { width: 40 }).slice(0, 4)).toEqual([
      `green(${'█'.repeat(16)})yellow(${'▓'.repeat(8)})cyan(${'░'.repeat(8)})red(${'▚'.repeat(8)})`,
      'green(█) 2 in sync   yellow(▓) 1 due   cyan(░) 1 waiting   red(▚) 1 needs a person',
      '',
      'test in eu-west-1: 2 of 5 in sync (40 %), 1 due (1 drifted), 1 waiting, 1 needs a person; 1 pool.',
    ]);
    expect(printed(overview([apis]), { width: 200 })[0]?.replaceAll(/[^█▓░▚]/g, '')).toHaveLength(60);
  });

  test('is not drawn into a file, nor of nothing', () => {
    expect(printed(overview([apis])).join('\n')).not.toMatch(/[█▓░▚]/);
    expect(printed(overview([]), { width: 80 })).toEqual(['test in eu-west-1: no user pool declares anything.']);
  });
});

describe('the pools', () => {
  test('have a column only for what there is somewhere, and a sum where there are several', () => {
    const fine = surveyOf('fine00000', 'fine', [outcomeOf('orders')]);
    expect(printed(overview([fine])).slice(2)).toEqual([
      'pool  id                   in sync  last change',
      'fine  eu-west-1_fine00000        1',
    ]);
    expect(printed(overview([fine, goneSurvey('gone00000', [outcomeOf('left', allKinds.left)])])).slice(2, 6)).toEqual([
      'pool    id                   in sync  orphans  last change',
      'fine    eu-west-1_fine00000        1        0',
      '(gone)  eu-west-1_gone00000        0        yellow(1)',
      'all                                1        yellow(1)',
    ]);
  });

  test('show names as they are, not as a terminal would obey them', () => {
    const evil = surveyOf('evil00000', 'a\u001B[2Jb', [outcomeOf('c\u202Ed', allKinds.blocked)]);
    const text = printed(overview([evil]), { all: true }).join('\n');
    expect(text).toContain('a\\u{1b}[2Jb  eu-west-1_evil00000');
    expect(text).toContain('c\\u{202e}d  a\\u{1b}[2Jb');
    expect(['\u001B', '\u202E'].filter((character) => text.includes(character))).toEqual([]);
  });
});

describe('what there is to tell', () => {
  const pools = Array.from({ length: 23 }, (_, index) =>
    surveyOf(`pool000${index}`, `pool-${index}`, [outcomeOf('plain', allKinds.blocked), outcomeOf('fine')]),
  );

  test('is cut after twenty, with how many are left, unless all is asked for', () => {
    const sentences = (lines: readonly string[]) => lines.filter((line) => line.startsWith('    /apis/plain'));
    const short = printed(overview(pools));
    const long = printed(overview(pools), { all: true });
    expect([sentences(short), sentences(long)].map(({ length }) => length)).toEqual([20, 23]);
    expect(short.at(-1)).toBe('  and 3 more (--all lists them)');
    expect(long.at(-1)).not.toContain('more');
  });

  test('is wrapped on a terminal', () => {
    const lines = printed(overview([apis]), { width: 50 });
    expect(lines.slice(lines.indexOf('Needs a person') + 1)).toEqual([
      '  yellow(parameter-not-secure)  orders  apis  eu-west-1_apis00000',
      '    /apis/plain is a String; a secret goes into a',
      '    SecureString only. Recreate it as one (its',
      '    value is not converted for you).',
    ]);
  });

  test('says what else is not right: owner tags, secrets', () => {
    const found = overview([surveyOf('apis00000', 'apis', [outcomeOf('kept', allKinds.unreadable)])]);
    expect(printed({ ...found, tagsDue: 2 })[0]).toBe(
      'test in eu-west-1: 1 of 1 in sync (100 %), 2 parameters without owner tags, 1 secret unreadable; 1 pool.',
    );
  });
});
