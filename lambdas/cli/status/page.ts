import { counted } from '../counted.ts';
import { printable } from '../terminal.ts';
import { momentOf } from './age.ts';
import { html } from './html.ts';
import type { Overview } from './overview.ts';
import { picture } from './page-picture.ts';
import { pageStyle } from './page-style.ts';
import { poolTable, remarkList, targetTable } from './page-tables.ts';

/**
 * The status as one page: it asks nothing of any network, which its policy forbids besides, and needs no script. What
 * counts comes first: how much is in sync, and what needs a person.
 */
export function pageOf(overview: Overview): string {
  const { deployment, region, at, pools, needing, noted } = overview;
  const title = `${headline(overview)} · ${deployment} in ${region}`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${title}</title>
<style>${pageStyle}</style>
</head>
<body>
<header><p><b>${deployment}</b> in ${region}${scopeOf(overview)}</p><p>As of <time datetime="${at}">${momentOf(at)} UTC</time></p></header>
<main>
<h1>${headline(overview)}</h1>
<p class="lede">${lede(overview)}</p>
${picture(overview)}
${needing.length === 0 ? undefined : html`<section class="urgent"><h2>Needs a person</h2>${remarkList(needing)}</section>`}
${pools.length === 0 ? undefined : html`<section><h2>Pools</h2>${poolTable(overview)}</section>`}
${noTargets(overview) ? undefined : html`<section><h2>Targets</h2>${pools.map(targetTable)}</section>`}
${noted.length === 0 ? undefined : html`<section><h2>Worth knowing</h2><details><summary>${counted(noted.length, 'remark')}</summary>${remarkList(noted)}</details></section>`}
</main>
<footer><p>Made by cognito-ssm-sync status --html. It shows names and no secret, and how things were at that time: it does not change by itself.</p></footer>
</body>
</html>
`;
  return page.text;
}

function noTargets({ tally }: Overview): boolean {
  return tally.total === 0;
}

/** The one thing to know. */
function headline({ tally, pools, tagsDue }: Overview): string {
  const { of } = tally;
  const needing = of['needs a person'];
  if (pools.length === 0) return 'Nothing is declared';
  if (needing > 0) return `${needing.toLocaleString('en')} ${needing === 1 ? 'needs' : 'need'} a person`;
  if (of.due + tagsDue > 0) return `${counted(of.due + tagsDue, 'change')} due`;
  return of.waiting > 0 ? `${of.waiting.toLocaleString('en')} waiting` : 'Everything is in sync';
}

function lede({ tally, pools, tagsDue, reportsOnly, region }: Overview): string {
  if (pools.length === 0) return `No user pool of ${region} has a tag that declares anything.`;
  const { secretsUnreadable } = tally.inventory;
  const share = `${tally.of['in sync'].toLocaleString('en')} of ${tally.total.toLocaleString('en')} in ${counted(pools.length, 'user pool')} are in sync.`;
  return [
    share,
    ...(tagsDue > 0 ? [`${counted(tagsDue, 'parameter')} in sync without the tags that say whose they are.`] : []),
    ...(secretsUnreadable > 0 ? [`Cognito no longer shows ${counted(secretsUnreadable, 'secret')}.`] : []),
    ...(reportsOnly ? ['The deployment only reports: it writes nothing by itself.'] : []),
  ].join(' ');
}

function scopeOf({ scope: { pool, client } }: Overview): string {
  const parts = [
    ...(pool === undefined ? [] : [`only pool ${printable(pool)}`]),
    ...(client === undefined ? [] : [`only client ${printable(client)}`]),
  ];
  return parts.length === 0 ? '' : `, ${parts.join(', ')}`;
}
