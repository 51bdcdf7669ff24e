/**
 * Ends a process that has lost its parent. `disconnect` tells of it too, but not to a function that never lets go of its
 * thread: that one would run at full speed for ever. This is a thread of its own.
 */
import { workerData } from 'node:worker_threads';

// The pid comes from the parent itself: it may be gone before this thread begins. Whoever adopts an orphan has another.
setInterval(() => {
  if (process.ppid !== workerData) process.kill(process.pid, 'SIGKILL');
}, 1000);
