import { CallError } from '../../core/findings.ts';
import type { Fact } from './facts.ts';

/** What it reads, or the finding why not: one thing that cannot be read stops no other. */
export async function attempt<Value>(read: () => Promise<Value>): Promise<Fact<Value>> {
  try {
    return { value: await read() };
  } catch (error) {
    if (error instanceof CallError) return { unreadable: error.finding };
    throw error;
  }
}
