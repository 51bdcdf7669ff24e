/** How much memory is truly in use: after everything that nobody holds has been collected. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes, of this thread. */
export function heapInUse(): number {
  collect();
  return process.memoryUsage().heapUsed;
}
