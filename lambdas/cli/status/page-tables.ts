import { printable } from '../terminal.ts';
import { momentOf } from './age.ts';
import type { Remark } from './attention.ts';
import { type Html, html } from './html.ts';
import type { Overview, PoolOverview } from './overview.ts';
import { countColumns, nameOf, subjectOf, wordOf } from './overview-text.ts';
import { classes, smallBar } from './page-picture.ts';
import { standingOf } from './standing.ts';

// The roles are a table's own. They are said because on a phone rows are shown as cards, and a browser may take a
// table that is not laid out as one for none.

/** All pools, a row each. */
export function poolTable({ pools, tally }: Overview): Html {
  const columns = countColumns.filter(([, count]) => count === 'inSync' || tally.inventory[count] > 0);
  const rows = pools.map(
    (pool, index) =>
      html`<tr role="row"><th role="rowheader" scope="row">${poolName(pool, index)}<code>${pool.userPoolId}</code>${smallBar(pool.tally)}</th>${columns.map(
        ([heading, count]) => {
          const found = pool.tally.inventory[count];
          return html`<td role="cell" class="number${found === 0 ? ' zero' : ''}" data-label="${heading}">${found.toLocaleString('en')}</td>`;
        },
      )}<td role="cell" data-label="last change">${moment(pool.changedAt)}</td></tr>`,
  );
  const headings = columns.map(([heading]) => html`<th role="columnheader" scope="col" class="number">${heading}</th>`);
  return html`<table role="table" class="pools"><caption>Times are UTC. The last change is when a parameter was last written, by whomever.</caption>
<thead role="rowgroup"><tr role="row"><th role="columnheader" scope="col">pool</th>${headings}<th role="columnheader" scope="col">last change</th></tr></thead>
<tbody role="rowgroup">${rows}</tbody></table>`;
}

/** A link to its targets, where it has any. */
function poolName(pool: PoolOverview, index: number): Html {
  const name = nameOf(pool);
  return pool.targets.length === 0 ? html`<b>${name}</b>` : html`<a href="#pool-${index}">${name}</a>`;
}

/** Each target of a pool, folded. */
export function targetTable(pool: PoolOverview, index: number): Html {
  if (pool.targets.length === 0) return html``;
  const rows = pool.targets.map(({ outcome, changedAt }) => {
    return html`<tr role="row"><td role="cell" data-label="state"><span class="state ${classes[standingOf(outcome)]}-text">${wordOf(outcome)}</span></td><th role="rowheader" scope="row">${subjectOf(outcome) || 'no client'}</th><td role="cell" data-label="parameter"><code>${outcome.parameter}</code></td><td role="cell" data-label="place"><code>${outcome.place}</code></td><td role="cell" data-label="last change">${moment(changedAt)}</td></tr>`;
  });
  const headings = ['state', 'client', 'parameter', 'place', 'last change'].map(
    (heading) => html`<th role="columnheader" scope="col">${heading}</th>`,
  );
  return html`<details><summary>${nameOf(pool)} <span class="quiet">${pool.targets.length.toLocaleString('en')}</span></summary>
<table role="table" class="targets" id="pool-${index}"><caption><code>${pool.userPoolId}</code></caption><thead role="rowgroup"><tr role="row">${headings}</tr></thead><tbody role="rowgroup">${rows}</tbody></table></details>`;
}

/** What is to be told, each with what to do. */
export function remarkList(remarks: readonly Remark[]): Html {
  return html`<ul class="remarks">${remarks.map(
    ({ code, userPoolId, poolName, clientName, sentence, count }) =>
      html`<li><p class="about"><b>${code}</b>${clientName === undefined ? undefined : html` <span>${printable(clientName)}</span>`}${poolName === undefined ? undefined : html` <span class="quiet">${printable(poolName)}</span>`} <code>${userPoolId}</code>${count > 1 ? html` <span>${count.toLocaleString('en')} times</span>` : undefined}</p><p>${printable(sentence)}</p></li>`,
  )}</ul>`;
}

function moment(iso: string | undefined): Html {
  return iso === undefined ? html`<span class="quiet">–</span>` : html`<time datetime="${iso}">${momentOf(iso)}</time>`;
}
