import { expect, test } from 'vitest';
import { failureOf } from './failure.ts';
import { networkError } from './network-failure.ts';

const told = (code: string) => {
  const cause = Object.assign(new Error('secret words'), { code });
  const error = networkError('ComfyUI', 'http://attic:8188', new Error('outer', { cause }));
  expect(error.message).not.toContain('secret');
  return failureOf(error);
};

test.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'])(
  '[CC95] %s means that nothing was sent, and that it may go better later',
  (code) => expect(told(code)).toMatchObject({ kind: 'away', unsent: true }),
);

test.each(['ECONNRESET', 'EPIPE', 'UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_DESTROYED'])(
  '[CC95] after %s the request may have been carried out',
  (code) => expect(told(code)).toMatchObject({ kind: 'away', unsent: false }),
);

test.each(['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_INVALID_CHAR'])(
  '[CC95] %s will not mend itself',
  (code) => expect(told(code)).toMatchObject({ kind: 'refused' }),
);
