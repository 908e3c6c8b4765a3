import { describe, expect, test } from 'vitest';
import { readFrame } from './frames.ts';

function frame(type: number, second: number, rest: Uint8Array | string = 'picture'): Uint8Array {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(type, 0);
  head.writeUInt32BE(second, 4);
  return Buffer.concat([head, Buffer.from(rest)]);
}

describe('binary frames', () => {
  test('[CC6] type 1 has a format and no owner; type 4 says whose picture it is', () => {
    expect(readFrame(frame(1, 1))).toMatchObject({ promptId: null, node: null, mediaType: 'image/jpeg' });
    expect(readFrame(frame(1, 2))).toMatchObject({ mediaType: 'image/png' });
    const header = JSON.stringify({ prompt_id: 'p', node_id: '5', image_type: 'image/png' });
    const read = readFrame(frame(4, header.length, `${header}bytes`));
    expect(read).toMatchObject({ promptId: 'p', node: '5', mediaType: 'image/png' });
    expect(Buffer.from(read?.bytes ?? []).toString()).toBe('bytes');
  });

  test('[CC7] other types, cut headers, impossible lengths and empty pictures are passed over, never thrown at', () => {
    const header = JSON.stringify({ prompt_id: 'p', image_type: 'image/jpeg' });
    const strange = [
      new Uint8Array(0),
      Buffer.alloc(7),
      frame(0, 0),
      frame(2, 1),
      frame(3, 4),
      frame(99, 1),
      frame(1, 3),
      frame(1, 1, ''),
      frame(4, 1000, header),
      frame(4, 0xffffffff, header),
      frame(4, 5, '{"a":rest'),
      frame(4, 4, 'nullrest'),
      frame(4, header.length, header),
      frame(4, 70_000 + header.length, `${' '.repeat(70_000)}${header}picture`),
    ];
    for (const message of strange) expect(readFrame(message)).toBeNull();
    const whole = frame(4, header.length, `${header}x`);
    for (let cut = 0; cut < whole.length; cut++) expect(readFrame(whole.subarray(0, cut))).toBeNull();
  });
});
