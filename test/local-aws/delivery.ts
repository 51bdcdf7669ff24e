/** What the event bus delivers: an attempt, what shall become of it, what became of it. */
import type { Json } from './service.ts';

/** One attempt that is about to be made. */
export interface Delivery {
  readonly rule: string;
  readonly queueArn: string;
  readonly event: Json;
}

/** When each copy arrives, in milliseconds from now: `[0]` promptly, `[]` never, `[0, 5000]` twice. */
export type Fate = readonly number[];

/** What became of one copy. */
export interface DeliveryRecord {
  readonly at: number;
  readonly rule: string;
  readonly queueArn: string;
  readonly eventId: string;
  readonly outcome: 'delivered' | 'lost' | 'failed';
}
