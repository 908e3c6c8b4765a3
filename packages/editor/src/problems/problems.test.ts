import type { Diagnostic } from '@epoch/graph-runtime/model';
import { expect, test } from 'vitest';
import { productionOf } from '../productions/production-fixture.ts';
import { DISK_LOW_BYTES, type StatusFacts, urgentSentence } from './status.ts';
import { bySeverity, countProblems, placeOf, problemKey } from './wording.ts';

const warning: Diagnostic = { severity: 'warning', code: 'no-output', message: 'Nothing is saved.' };
const failure: Diagnostic = {
  severity: 'error',
  code: 'input-missing',
  message: 'Wire it.',
  node: 'dream',
  port: 'image',
};

const calm: StatusFacts = {
  ...{ connection: 'open', saveState: 'saved', pendingCount: 0 },
  production: productionOf(),
  diskFreeBytes: 61e9,
  retrySeconds: null,
};

test('[PB1] errors stand before warnings and are counted in words', () => {
  expect(bySeverity([warning, failure])).toEqual([failure, warning]);
  expect(countProblems([warning, failure, warning]).words).toBe('1 error, 2 warnings');
  expect(countProblems([]).words).toBe('No problems');
});

test('[PB1] two problems of one node at two ports are two rows', () => {
  expect(problemKey(failure)).not.toBe(problemKey({ ...failure, port: 'motion' }));
});

test('[PB2] a problem says where it is by title and port', () => {
  expect(placeOf(failure, () => 'Dream')).toBe('Dream, image');
  expect(placeOf(warning, () => null)).toBe('');
});

test('[PB3] with all well nothing is urgent', () => {
  expect(urgentSentence(calm)).toBeNull();
});

test('[PB4] offline says what is kept here and what is safe there', () => {
  const status = urgentSentence({ ...calm, connection: 'lost', saveState: 'offline', pendingCount: 3 });
  expect(status?.tone).toBe('warning');
  expect(status?.sentence).toBe(
    'The server does not answer. Your changes are kept here, 3 to send. 142 frames are safe. Trying again.',
  );
});

test('[PB4] a conflict of two browsers offers to load the latest', () => {
  const status = urgentSentence({ ...calm, saveState: 'conflict', pendingCount: 1 });
  expect(status?.action?.kind).toBe('reload');
});

test('[PB5] waiting is amber with the sentence of the server, failed is red, both with a way on', () => {
  const message = 'ComfyUI at 192.168.1.41:8188 does not answer. 132 frames are safe. Trying again in 8 s.';
  const waiting = urgentSentence({ ...calm, production: productionOf({ state: 'waiting', message }) });
  expect(waiting).toEqual({ tone: 'warning', sentence: message, action: { kind: 'try-now', label: 'Try now' } });
  const failed = urgentSentence({ ...calm, production: productionOf({ state: 'failed', framesDone: 1 }) });
  expect(failed?.tone).toBe('error');
  expect(failed?.sentence).toContain('1 frame is safe.');
});

test('[PB5] a film that waits for an edit offers the edit', () => {
  const cure = { type: 'add-node', label: 'Add Frames', nodeType: 'FrameOutput' } as const;
  const withCure = productionOf({ state: 'waiting', problem: { ...warning, cure } });
  expect(urgentSentence({ ...calm, production: withCure })?.action).toEqual({ kind: 'cure', label: 'Add Frames' });
  const atNode = productionOf({ state: 'waiting', problem: { ...warning, node: 'frames' } });
  expect(urgentSentence({ ...calm, production: atNode })?.action).toEqual({ kind: 'cure', label: 'Show it' });
});

test('[PB5] a person who paused needs no sentence, a pause by the program does', () => {
  expect(urgentSentence({ ...calm, production: productionOf({ state: 'paused' }) })).toBeNull();
  const paused = productionOf({ state: 'paused', message: 'Dream failed at frame 12. 12 frames are safe.' });
  expect(urgentSentence({ ...calm, production: paused })?.action?.kind).toBe('try-now');
});

test('[PB6] a disk nearly full is told before it is full', () => {
  expect(urgentSentence({ ...calm, diskFreeBytes: DISK_LOW_BYTES - 1 })?.sentence).toContain('nearly full');
});
