import { expect, test } from 'vitest';
import { changedHeaders, mayFollow, withoutSecrets } from './secrets.ts';

test('[IS7] headers not named stay, null takes one away, and case makes no other name', () => {
  const saved = { Authorization: 'Bearer one', 'X-Key': 'two' };
  expect(changedHeaders(saved, {})).toEqual(saved);
  expect(changedHeaders(saved, { authorization: 'Bearer three' })).toEqual({
    'X-Key': 'two',
    authorization: 'Bearer three',
  });
  expect(changedHeaders(saved, { 'x-key': null, Gone: null })).toEqual({ Authorization: 'Bearer one' });
  expect(changedHeaders({}, { 'X-Key': '  padded ' })).toEqual({ 'X-Key': 'padded' });
});

test('[IS7] impossible headers are refused by name, without their value', () => {
  for (const name of ['Host', 'content-length', 'Sec-WebSocket-Key']) {
    expect(() => changedHeaders({}, { [name]: 'x' }), name).toThrow(
      `The header ${name} is set by the connection itself`,
    );
  }
  for (const value of ['a-secret\r\nX-Other: 1', 'a-secret\0', 'a-secret\u{1f511}', '   ']) {
    const refused = () => changedHeaders({}, { 'X-Key': value });
    expect(refused, value).toThrow(expect.objectContaining({ code: 'REQUEST_INVALID', detail: { field: 'headers' } }));
    expect(refused, value).not.toThrow(/a-secret/);
  }
  const many = Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`X-${at}`, 'v']));
  expect(() => changedHeaders({}, many)).toThrow('20 headers at most');
});

test.each([
  ['http://studio:8188', 'http://studio:9000/base', true],
  ['http://studio:8188', 'https://studio', true],
  ['https://studio', 'http://studio', false],
  ['http://studio', 'http://studio.example', false],
  ['http://127.0.0.1:8188', 'http://10.0.0.9:8188', false],
])('[IS8] values saved for %s go to %s: %s', (from, to, follows) => {
  expect(mayFollow(from, to)).toBe(follows);
});

test('[IS6] header values are taken out of what a server says, whole or in parts', () => {
  const headers = [{ Authorization: 'Bearer sk-12345', 'X-Key': 'abc' }, { Cookie: 'sid=deadbeef; a=1' }];
  const said = 'got "Bearer sk-12345", then sk-12345, sid deadbeef; a bearer of abc';
  expect(withoutSecrets(said, headers)).toBe('got "[hidden]", then [hidden], sid [hidden]; a bearer of abc');
  expect(withoutSecrets('nothing to hide', [])).toBe('nothing to hide');
  const alike = [{ 'X-Key': 'abcd' }, { 'X-Key': 'abcd-efgh' }];
  expect(withoutSecrets('abcd-efgh is refused', alike)).toBe('[hidden] is refused');
});
