import { expect, test } from 'vitest';
import { readPreview } from './preview-message.ts';

const header = { production: 'p1', node: 'a', frame: 3, width: 64, height: 36, sourceWidth: 768, sourceHeight: 432 };

function message(head: string, body: readonly number[], length = new TextEncoder().encode(head).length): ArrayBuffer {
  const text = new TextEncoder().encode(head);
  const bytes = new Uint8Array(4 + text.length + body.length);
  new DataView(bytes.buffer).setUint32(0, length, true);
  bytes.set(text, 4);
  bytes.set(body, 4 + text.length);
  return bytes.buffer;
}

test('[ED19] a preview message gives its header and its JPEG', () => {
  const preview = readPreview(message(JSON.stringify(header), [255, 216, 1, 2]));
  expect(preview?.header).toEqual(header);
  expect([...(preview?.jpeg ?? [])]).toEqual([255, 216, 1, 2]);
});

test('[ED19] a message that is cut, too long in its header or no JSON is no preview', () => {
  expect(readPreview(new ArrayBuffer(2))).toBeNull();
  expect(readPreview(message(JSON.stringify(header), []))).toBeNull();
  expect(readPreview(message(JSON.stringify(header), [1], 99_999))).toBeNull();
  expect(readPreview(message('{"node":', [1, 2]))).toBeNull();
  expect(readPreview(message('{"node":"a"}', [1, 2]))).toBeNull();
});
