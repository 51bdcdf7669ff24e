/** The page of `status` in a browser: read by everybody, on every width, and asking nothing of anybody. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type axe from 'axe-core';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pageOf } from '../../lambdas/cli/status/page.ts';
import { findProgram } from '../program.ts';
import { allKinds, goneSurvey, outcomeOf, overview, passSeeing, surveyOf } from '../unit/cli/surveys.ts';

const program = findProgram('chromium');
if (program === undefined) console.log('chromium is not on the PATH: the page of status was looked at in no browser.');

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const long = 'x'.repeat(128);
const everything = Object.entries(allKinds).map(([name, kind]) => outcomeOf(name, kind));
const seen = [passSeeing('orders', '2026-11-21T08:00:00.000Z')];
const pages = {
  'of everything at once': pageOf(
    overview([
      surveyOf('apis00000', 'apis', everything, seen),
      // As long as names can be, and without a place to break them.
      surveyOf(
        'long00000',
        long,
        [allKinds.inSync, allKinds.rejected].map((kind) =>
          outcomeOf(long, { ...kind, parameter: `/${long}/${long}`, place: long }),
        ),
      ),
      goneSurvey('gone00000', [outcomeOf('left', allKinds.left)]),
      surveyOf('empty0000', 'empty', []),
    ]),
  ),
  'where all is in sync': pageOf(overview([surveyOf('apis00000', 'apis', [], seen)])),
  'where nothing is declared': pageOf(overview([])),
};

/** The page looks the same way at its colours and widths whatever is on it: only the fullest is seen in all four ways. */
const views = [
  ['of everything at once', 1280, 'light'],
  ['of everything at once', 1280, 'dark'],
  ['of everything at once', 360, 'light'],
  ['of everything at once', 360, 'dark'],
  ['where all is in sync', 360, 'light'],
  ['where nothing is declared', 360, 'dark'],
] as const;

describe.skipIf(program === undefined)('the page', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: program ?? '', args: ['--no-sandbox'] });
  });
  afterAll(() => browser.close());

  /** The page, and all that it asks of a network or complains of. */
  async function open(content: string, options: BrowserContextOptions): Promise<{ page: Page; asked: string[] }> {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    page.on('console', (message) => asked.push(message.text()));
    await page.setContent(content);
    return { page, asked };
  }

  test.each(views)('%s has no fault that axe knows, and fits: %d px, %s', async (name, width, colorScheme) => {
    const viewport = { width, height: 800 };
    const { page, asked } = await open(pages[name], { viewport, colorScheme, bypassCSP: true });
    await page.evaluate("for (const folded of document.querySelectorAll('details')) folded.open = true");
    await page.evaluate(axeSource);
    const { violations, passes } = (await page.evaluate("axe.run({ resultTypes: ['violations'] })")) as axe.AxeResults;
    expect(violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)])).toEqual([]);
    expect(passes.map(({ id }) => id)).toEqual(expect.arrayContaining(['color-contrast', 'document-title']));
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    expect(asked).toEqual([]);
    await page.context().close();
  });

  test('is read where scripts are off, leads from a pool to its targets, and folds nothing on paper', async () => {
    const { page, asked } = await open(pages['of everything at once'], { javaScriptEnabled: false });
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('6 need a person');
    const picture = '5 in sync, 2 due, 1 waiting, 6 needs a person, of 14';
    expect(await page.getByRole('img', { name: picture }).count()).toBe(1);
    const target = page.getByRole('row', { name: '/apis/orders' }).first();
    expect(await target.isVisible()).toBe(false);
    await page.emulateMedia({ media: 'print' });
    expect(await target.isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
    expect(await target.isVisible()).toBe(false);
    await page.getByRole('link', { name: 'apis', exact: true }).click();
    await target.waitFor();
    expect(asked).toEqual([]);
    await page.context().close();
  });
});
