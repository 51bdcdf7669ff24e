/** Documents as other people keep them. What must not leak is spelt `s3cr3t-…`, and no two are the same. */
import { type Cast, pickClient, pickPlace } from './cast.ts';
import type { Chance } from './chance.ts';
import type { Tags } from './story.ts';

interface Text {
  readonly text: string;
  /** What is said besides the value when it is put. */
  readonly more: Tags;
}

export function writeText(chance: Chance, cast: Cast, mark: string): Text {
  const secret = `s3cr3t-${mark}`;
  const plain = (text: string): Text => ({ text, more: {} });
  return chance.weigh([
    [6, () => plain(`{"password":"${secret}","n":1.50}`)],
    [3, () => plain(`{\r\n\t"z": [1, 2 ],\r\n\t"password": "${secret}"\r\n}\r\n`)],
    [3, () => plain(`{"auth":{"mode":"${secret}"},"big":12345678901234567890,"e":1e1}`)],
    [4, () => plain(withBlock(chance, cast, secret))],
    [2, () => ({ text: `{ // ${secret}\n  "n": 1,\n}\n`, more: { DataType: 'jsonc', Tier: 'Advanced' } })],
    [2, () => ({ text: `{"password":"${secret}"}`, more: { Tier: 'Advanced', Description: 'theirs' } })],
    [1, () => ({ text: `{"password":"${secret}"}`, more: { Type: 'String' } })],
    [1, () => ({ text: `{"password":"${secret}"}`, more: { KeyId: 'alias/theirs' } })],
    [1, () => plain(`{"password":"${secret}",}`)],
    [1, () => plain(`["${secret}"]`)],
    [1, () => plain(`{"auth":"${secret}","m":7}`)],
    [1, () => plain(`{"m":{"url":1,"url":2},"auth":{"cognito":{}},"auth":{"x":"${secret}"}}`)],
    [1, () => plain(`{"password":"${secret}","long":"${'x'.repeat(3950)}"}`)],
    [1, () => plain('{}')],
  ])();
}

/** Somebody's own copy of credentials at a place. */
function withBlock(chance: Chance, cast: Cast, secret: string): string {
  const id = chance.weigh([
    [3, () => `{${pickClient(chance, cast).called}}`],
    [1, () => '7example23456789abcdefghij'],
  ])();
  const block = { url: 'https://gone.example/', clientId: id, clientSecret: secret, scope: 'a/b' };
  const nested = pickPlace(chance)
    .split('.')
    .reduceRight<object>((inner, key) => ({ [key]: inner }), block);
  return JSON.stringify({ n: 1, ...nested, z: [1, 2] }, undefined, chance.pick([0, 2]));
}
