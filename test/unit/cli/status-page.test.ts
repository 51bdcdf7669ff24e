/** The page of `status` as text: what it says first, and that nothing put into it becomes markup. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { html } from '../../../lambdas/cli/status/html.ts';
import { pageOf } from '../../../lambdas/cli/status/page.ts';
import { allKinds, goneSurvey, outcomeOf, overview, surveyOf } from './surveys.ts';

/** The page of a world in which this is the name of everything that has one. */
function pageNaming(name: string): string {
  const found = Object.values(allKinds).map((kind) => outcomeOf(name, { ...kind, parameter: name, place: name }));
  const told = outcomeOf(name, {
    ...allKinds.rejected,
    finding: { code: 'client-missing', tag: `ssm-sync:${name}`, client: name },
  });
  const surveys = [surveyOf('apis00000', name, [...found, told]), surveyOf(name, name, []), goneSurvey(name, [told])];
  return pageOf(overview(surveys, { scope: { pool: name, client: name } }));
}

/** Every tag as it was written: the start of it, its names of attributes, its end. */
function markupOf(page: string): readonly string[] {
  return (page.match(/<[^>]*>/g) ?? []).map((tag) => tag.replaceAll(/"[^"]*"/g, '""'));
}

/** What a browser makes of the five characters, as far as the page uses them. */
function read(text: string): string {
  const characters: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" };
  return text.replaceAll(/&([a-z]+|#39);/g, (_, entity: string) => characters[entity] ?? 'unknown');
}

const harmless = markupOf(pageNaming('orders'));
const names = fc
  .oneof(
    fc.string({ unit: 'binary' }),
    fc.string({ unit: fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '-', '!', ' ', '\n', '`', 'a', '\u2028') }),
    fc.constantFrom(
      '<script>alert(1)</script>',
      '" onload="alert(1)',
      '</title><b>',
      '<!--',
      ']]>',
      '&lt;',
      '</style>',
    ),
  )
  .filter((name) => name !== '');

describe('a name', () => {
  test('never becomes markup, whatever is in it', () => {
    fc.assert(
      fc.property(names, (name) => {
        expect(markupOf(pageNaming(name))).toEqual(harmless);
      }),
      {
        examples: [['<script>alert(1)</script>'], ['" onload="alert(1)'], ["' onload='alert(1)"], ['-->'], ['&quot;']],
      },
    );
  });

  test('is read in text and in attributes as it was put in', () => {
    fc.assert(
      fc.property(names, (name) => {
        const [, attribute, text] =
          /^<a title="([^"]*)">([^<]*)<\/a>$/.exec(html`<a title="${name}">${name}</a>`.text) ?? [];
        expect([attribute, text].map((part) => read(part ?? ''))).toEqual([name, name]);
      }),
    );
  });

  test('shows what would turn the text around or hide it', () => {
    const name = 'orders\u202Exe\u200B';
    const page = pageOf(
      overview([surveyOf('apis00000', name, [outcomeOf(name, allKinds.noted)])], { scope: { client: name } }),
    );
    expect(page.split('orders\\u{202e}xe\\u{200b}')).toHaveLength(7);
    expect(/[\u202E\u200B]/.exec(page)).toBeNull();
  });
});

describe('the headline', () => {
  const of = (...kinds: readonly (keyof typeof allKinds)[]) =>
    overview([
      surveyOf(
        'apis00000',
        'apis',
        kinds.map((kind) => outcomeOf('orders', allKinds[kind])),
      ),
    ]);
  const headlineOf = (page: string) => /<h1>(.*)<\/h1>/.exec(page)?.[1];

  test.each([
    ['Everything is in sync', of('inSync', 'noted')],
    ['1 waiting', of('inSync', 'waiting')],
    ['1 change due', of('inSync', 'waiting', 'drifted')],
    ['2 changes due', of('created', 'drifted')],
    ['1 change due', { ...of('inSync'), tagsDue: 1 }],
    ['1 needs a person', of('inSync', 'waiting', 'created', 'blocked')],
    ['2 need a person', of('blocked', 'left')],
    ['Nothing is declared', overview([])],
  ])('is what a person has to know first: %s', (headline, found) => {
    const page = pageOf(found);
    expect(headlineOf(page)).toBe(headline);
    expect(page).toContain(`<title>${headline} · test in eu-west-1</title>`);
  });

  test('is followed by what else there is: secrets, owner tags, a deployment that only reports', () => {
    const { tally, pools, ...rest } = of('inSync', 'unreadable', 'created');
    const page = pageOf({ ...rest, tally, pools, tagsDue: 2, reportsOnly: true });
    expect(/<p class="lede">(.*)<\/p>/.exec(page)?.[1]).toBe(
      '2 of 3 in 1 user pool are in sync. 2 parameters in sync without the tags that say whose they are. Cognito no longer shows 1 secret. The deployment only reports: it writes nothing by itself.',
    );
  });
});

test('a page of nothing says so, and shows no empty table, list or picture', () => {
  const page = pageOf(overview([]));
  expect(page).toContain('No user pool of eu-west-1 has a tag that declares anything.');
  expect(page).not.toMatch(/<(table|ul|figure|section|details|svg)/);
});
