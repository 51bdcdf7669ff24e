import { it } from 'vitest';
import { expectSeedsToHold, tens } from './held-seeds.ts';

it.each(tens(101, 200))('keeps every invariant in the worlds %i to %i', expectSeedsToHold);
