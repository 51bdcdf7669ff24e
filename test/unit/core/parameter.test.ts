import { describe, expect, test } from 'vitest';
import { byteLength, sizeLimit } from '../../../lambdas/core/parameter.ts';

describe('a parameter holds', () => {
  test.each([
    ['Standard', 4096],
    ['Advanced', 8192],
    ['Intelligent-Tiering', 8192],
  ])('in the tier %s %i bytes', (tier, bytes) => {
    expect(sizeLimit(tier)).toBe(bytes);
  });
});

describe('a text’s length', () => {
  test.each([
    ['', 0],
    ['abc', 3],
    ['ä', 2],
    ['€', 3],
    ['😀', 4],
  ])('of %j is %i bytes of UTF-8', (text, bytes) => {
    expect(byteLength(text)).toBe(bytes);
  });
});
