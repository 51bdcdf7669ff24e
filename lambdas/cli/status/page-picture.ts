import { type Html, html } from './html.ts';
import type { Overview } from './overview.ts';
import { lengthsOf, percentInSync, type Standing, standings, type Tally } from './standing.ts';

/** The class of each standing's colour, and the pattern that tells it from the others without one. */
export const classes: Readonly<Record<Standing, string>> = {
  'in sync': 'in-sync',
  due: 'due',
  waiting: 'waiting',
  'needs a person': 'person',
};

/** The picture: what share stands how, as a bar, and the same in numbers beside it. */
export function picture(overview: Overview): Html {
  const { tally } = overview;
  if (tally.total === 0) return html``;
  const words = standings.filter((each) => tally.of[each] > 0).map((each) => `${tally.of[each]} ${each}`);
  return html`<figure>
<svg class="bar" width="100%" height="40" role="img" aria-labelledby="bar-name"><title id="bar-name">${words.join(', ')}, of ${tally.total}</title>${patterns}${segments(tally, 1.2)}</svg>
<figcaption><dl class="key">${standings.map((standing) => keyOf(standing, overview))}</dl></figcaption>
</figure>`;
}

/** The same bar, small, beside numbers that say it. */
export function smallBar(tally: Tally): Html {
  if (tally.total === 0) return html``;
  return html`<svg class="bar small" width="100%" height="8" aria-hidden="true">${segments(tally, 4)}</svg>`;
}

function segments(tally: Tally, least: number): readonly Html[] {
  const lengths = lengthsOf(tally, 100, least);
  let x = 0;
  return standings.flatMap((standing) => {
    const from = x;
    x += lengths[standing];
    return lengths[standing] === 0 ? [] : [block(standing, `${from.toFixed(2)}%`, `${lengths[standing].toFixed(2)}%`)];
  });
}

function block(standing: Standing, x: string, width: string): Html {
  const name = classes[standing];
  return html`<rect class="${name}" x="${x}" width="${width}" height="100%"/><rect class="${name}-mark" x="${x}" width="${width}" height="100%"/>`;
}

/** In pixels, so they look alike at every width. */
const patterns = html`<defs>
<pattern id="due-mark" width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="mark" width="3" height="8"/></pattern>
<pattern id="waiting-mark" width="8" height="8" patternUnits="userSpaceOnUse"><circle class="mark" cx="4" cy="4" r="1.6"/></pattern>
<pattern id="person-mark" width="6" height="6" patternUnits="userSpaceOnUse"><path class="mark" d="M0 0h2v6h-2z"/></pattern>
</defs>`;

function keyOf(standing: Standing, overview: Overview): Html {
  const count = overview.tally.of[standing];
  return html`<div class="${count === 0 ? 'none' : 'some'}"><dt><svg class="swatch" width="14" height="14" aria-hidden="true">${block(standing, '0', '100%')}</svg>${standing}</dt>
<dd class="count">${count.toLocaleString('en')}</dd><dd class="hint">${hintOf(standing, overview)}</dd></div>`;
}

function hintOf(standing: Standing, { tally, reportsOnly }: Overview): string {
  const { inventory } = tally;
  switch (standing) {
    case 'in sync':
      return `${percentInSync(tally)} % of ${tally.total.toLocaleString('en')}`;
    case 'due':
      if (inventory.due === 0) return 'nothing is to be written';
      return [
        reportsOnly ? 'apply writes them' : 'the next sweep writes them',
        ...some(inventory.drifted, 'drifted'),
      ].join('; ');
    case 'waiting':
      return inventory.waiting === 0 ? 'no parameter is missing' : 'for their parameters to be made';
    case 'needs a person': {
      const kinds = [
        ...some(inventory.blocked, 'blocked'),
        ...some(inventory.rejected, 'rejected'),
        ...some(inventory.orphaned, inventory.orphaned === 1 ? 'orphan' : 'orphans'),
        ...some(inventory.failed, 'failed'),
      ];
      return kinds.join(', ') || 'nothing does';
    }
  }
}

function some(count: number, word: string): readonly string[] {
  return count === 0 ? [] : [`${count.toLocaleString('en')} ${word}`];
}
