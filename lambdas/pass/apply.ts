import { CallError } from '../core/findings.ts';
import type { Write } from '../core/plan.ts';
import type { Applied } from '../core/report.ts';
import type { Parameters } from './ports.ts';

/**
 * Does one planned write, and decides nothing. Parameter Store has no compare-and-swap, but the version it answers with
 * tells whether somebody wrote between our read and our write.
 */
export async function apply(parameter: string, write: Write, parameters: Parameters): Promise<Applied> {
  try {
    if (write.kind === 'create') {
      const answer = await parameters.create(parameter, write.text);
      return answer === 'created' ? 'written' : { code: 'moved', parameter, found: 'somebody created it first' };
    }
    const { read, metadata, text } = write;
    const version = await parameters.update(parameter, text, { type: read.type, ...metadata });
    if (version === read.version + 1) return 'written';
    return {
      code: 'moved',
      parameter,
      found: `version ${read.version} was read and ${version} written; between them is another writer's`,
    };
  } catch (error) {
    if (error instanceof CallError) return error.finding;
    throw error;
  }
}
