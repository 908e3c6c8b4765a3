import { expect, test } from 'vitest';
import { ago, byteSize, clock, counted, frameDigits, speed } from './format.ts';

test('[TP1] a frame number keeps six digits, so the counter never changes its width', () => {
  expect([frameDigits(0), frameDigits(142), frameDigits(999_999)]).toEqual(['000000', '000142', '999999']);
});

test('[TP2] time left is read as a clock, long runs as days and hours', () => {
  expect([0, 32, 725, 11_049, 187_300].map(clock)).toEqual(['0:00', '0:32', '12:05', '3:04:09', '2 d 4 h']);
});

test('[TP2] a fraction that rounds up to a minute is a minute, not sixty seconds', () => {
  expect(clock(59.7)).toBe('1:00');
});

test('[TP3] speed keeps its width: one decimal, two when slower than a frame a second', () => {
  expect([0.348, 14.24, 120.4].map(speed)).toEqual(['0.35', '14.2', '120']);
});

test('[TP3] bytes are counted as disks are sold', () => {
  expect([900, 12_400, 61_300_000_000].map(byteSize)).toEqual(['900 B', '12 KB', '61 GB']);
});

test('[TP3] one is not many', () => {
  expect([counted(1, 'frame'), counted(0, 'frame')]).toEqual(['1 frame', '0 frames']);
});

test('[PR1] moments are told as a person would, and a broken date as nothing', () => {
  const now = Date.parse('2026-05-04T12:00:00Z');
  const moments = ['2026-05-04T11:59:40Z', '2026-05-04T11:48:00Z', '2026-05-04T07:00:00Z', '2026-05-03T08:00:00Z', 'x'];
  expect(moments.map((moment) => ago(moment, now))).toEqual(['just now', '12 min ago', '5 h ago', 'yesterday', '']);
});
