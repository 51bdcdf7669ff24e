import { it } from 'vitest';
import { expectSeedsToHold } from './held-seeds.ts';

it('keeps every invariant in the worlds 1 to 100', () => expectSeedsToHold(1, 100));
