/** Which messages a receive may take, and in which order. */
import { inFlight, type Message } from './message.ts';

/**
 * The visible ones, in the order they came. In a FIFO queue a group gives nothing while any of its messages is in
 * flight, so that its order holds.
 */
export function receivable(messages: readonly Message[], fifo: boolean, now: number): readonly Message[] {
  if (!fifo) return messages.filter(({ visibleAt }) => visibleAt <= now);
  const closed = new Set(messages.filter((message) => inFlight(message, now)).map(({ groupId }) => groupId));
  return messages.filter(({ groupId, visibleAt }) => visibleAt <= now && !closed.has(groupId));
}
