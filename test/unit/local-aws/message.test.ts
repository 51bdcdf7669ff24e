import { expect, it } from 'vitest';
import { md5OfAttributes } from '../../local-aws/queue/message.ts';

it('gives message attributes the checksum that SQS documents: by name, each part with its length', () => {
  // Reckoned by other implementations of the same documentation.
  expect(
    md5OfAttributes({ b: { DataType: 'Number', StringValue: '12' }, a: { DataType: 'String', StringValue: 'é' } }),
  ).toBe('42ed29bd91747665b78dfe7a50ac9ba3');
  expect(md5OfAttributes({ x: { DataType: 'Binary', BinaryValue: 'AQI=' } })).toBe('88200d113599f6658553e36837413feb');
  expect(md5OfAttributes({})).toBeUndefined();
});
