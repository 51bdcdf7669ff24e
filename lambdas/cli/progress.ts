import type { Session } from './session.ts';
import type { Progress } from './survey.ts';

/** How often somebody who reads a log, and not a terminal, is told. */
const quietInterval = 15_000;

/** Says how a survey gets on: a status line on a terminal, a line now and then elsewhere. */
export function progressOf({ parts, calls, terminal }: Session, verb = 'looked at'): (progress: Progress) => void {
  const startedAt = parts.clock.now();
  let toldAt = startedAt;
  return ({ pools, poolsDone, clients, clientsLeft }) => {
    const now = parts.clock.now();
    const seconds = (now - startedAt) / 1000;
    const pace = seconds < 1 ? '' : `, ${(calls.total / seconds).toFixed(1)} calls/s`;
    const left = clientsLeft > 0 && clients > 0 ? `, about ${duration((seconds / clients) * clientsLeft)} left` : '';
    const line = `${verb} ${poolsDone}/${pools} pools, ${clients}/${clients + clientsLeft} targets, ${calls.total} calls${pace}${left}`;
    terminal.status(line);
    if (now - toldAt < quietInterval || terminal.width !== undefined) return;
    toldAt = now;
    terminal.say(`… ${line}`);
  };
}

export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  return whole < 3600 ? `${Math.floor(whole / 60)} min ${whole % 60} s` : `${(whole / 3600).toFixed(1)} h`;
}
