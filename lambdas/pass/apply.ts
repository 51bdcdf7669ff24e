import { CallError } from '../core/findings.ts';
import { type Covered, fateByAnswer, fateByLayers } from '../core/overtaken.ts';
import type { Write } from '../core/plan.ts';
import type { Applied } from '../core/report.ts';
import type { Parameters } from './ports.ts';

/** What a write came to: done with, or over another writer's version, which is to be put back. */
export type Result = { readonly applied: Applied; readonly covered?: Covered };

/**
 * Does one planned write, and decides nothing. A process that dies between an update's effect and the look at what it
 * went over leaves that version covered: the one hole, as long as one answer and one read take.
 */
export async function apply(parameter: string, write: Write, parameters: Parameters): Promise<Result> {
  try {
    if (write.kind === 'create') {
      const answer = await parameters.create(parameter, write.text);
      return {
        applied: answer === 'created' ? 'written' : { code: 'moved', parameter, found: 'somebody created it first' },
      };
    }
    const { read, metadata, text } = write;
    const version = await parameters.update(parameter, text, { type: read.type, ...metadata });
    const fate =
      fateByAnswer(parameter, write, version) ??
      fateByLayers(parameter, write, version, await parameters.layers(parameter, version));
    switch (fate.kind) {
      case 'written':
        return { applied: fate.note ?? 'written' };
      case 'lost':
        return { applied: fate.finding };
      case 'covering': {
        const found = `version ${fate.covered.version}, another writer's, was overwritten`;
        return { applied: { code: 'moved', parameter, found }, covered: fate.covered };
      }
      default:
        return fate satisfies never;
    }
  } catch (error) {
    if (error instanceof CallError) return { applied: error.finding };
    throw error;
  }
}
