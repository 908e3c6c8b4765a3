import { expect, test } from 'vitest';
import { serverFixture } from './engines-fixture.ts';
import { changeOf, draftOf, emptyHeader, isMoved, newServerOf, testOf, urlOf } from './server-draft.ts';

const saved = serverFixture({ headerNames: ['Authorization', 'X-Team'] });

test('[IS3] an address without a scheme is http, and an empty one the usual of its kind', () => {
  const draft = draftOf(null);
  expect(urlOf({ ...draft, url: ' studio:8188/comfy ' })).toBe('http://studio:8188/comfy');
  expect(urlOf({ ...draft, url: 'https://studio' })).toBe('https://studio');
  expect(urlOf({ ...draft, kind: 'a1111' })).toBe('http://127.0.0.1:7860');
});

test('[IS3] only headers with a name and a value are sent', () => {
  const headers = [
    { ...emptyHeader(), name: ' X-Key ', value: 'k' },
    { ...emptyHeader(), name: 'Empty' },
  ];
  expect(newServerOf({ ...draftOf(null), name: 'Studio', headers })).toMatchObject({
    name: 'Studio',
    headers: { 'X-Key': 'k' },
  });
});

test('[IS4] a form that was not touched changes nothing', () => {
  expect(changeOf(saved, draftOf(saved))).toEqual({});
});

test('[IS4] headers taken out of the form are taken away, untouched ones stay', () => {
  const draft = draftOf(saved);
  const headers = draft.headers.filter(({ name }) => name !== 'X-Team');
  expect(changeOf(saved, { ...draft, headers })).toEqual({ headers: { 'X-Team': null } });
  expect(testOf(saved, { ...draft, headers })).toMatchObject({ id: 's1', headers: { 'X-Team': null } });
});

test('[IS4] a secret is not promised to another machine', () => {
  const draft = draftOf(saved);
  expect(isMoved(saved, { ...draft, url: `${saved.url}/proxy` })).toBe(false);
  expect(isMoved(saved, { ...draft, url: 'http://10.0.0.6:8188' })).toBe(true);
});
