import { it } from 'vitest';
import { expectSeedsToHold } from './held-seeds.ts';

it('keeps every invariant in the worlds 101 to 200', () => expectSeedsToHold(101, 200));
