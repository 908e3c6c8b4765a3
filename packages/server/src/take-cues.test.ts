import { afterEach, beforeEach, expect, test } from 'vitest';
import { loopGraph } from './testing/fake-kit.ts';
import { type FilmApp, filmApp } from './testing/film-app.ts';
import { teleport } from './testing/teleport.ts';

let site: FilmApp;
beforeEach(async () => {
  site = await filmApp();
});
afterEach(() => site.app.end());

/** A film of 40 frames that is jumped at 3 and 14 and stands at `frames`. */
async function jumpedFilm(frames: number) {
  const { graph } = await site.call('POST', '/api/graphs', { document: loopGraph({ frames: 40 }) });
  const { production } = await site.call('POST', '/api/productions', { graphId: graph.id, start: false });
  for (const frame of ['3', '14']) await teleport(site.app, production.id, { frame });
  await site.stepTo(production.id, frames);
  return production.id;
}

const cuesOf = async (id: string) => (await site.call('GET', `/api/productions/${id}`)).cues;

test('[TK11] a take has the teleports that are planned and held, with pictures and ids of its own; the parent keeps its', async () => {
  const parent = await jumpedFilm(10);
  await teleport(site.app, parent, { frame: '30', dissolveFrames: '4' });
  await teleport(site.app, parent, { hold: 'true', key: 'Q' });
  const before = await cuesOf(parent);
  const { production } = await site.take(parent, 8);
  const cues = await cuesOf(production.id);
  expect(cues).toMatchObject([
    { frame: 3, state: 'done' },
    { frame: 14, state: 'armed' },
    { frame: 30, state: 'armed', dissolveFrames: 4 },
    { frame: null, state: 'held', key: 'Q' },
  ]);
  for (const cue of cues.slice(1)) expect(before.map(({ id }: { id: string }) => id)).not.toContain(cue.id);
  const picture = await site.app.http.inject({ method: 'GET', url: cues[3].image });
  expect(picture.headers['content-type']).toBe('image/png');

  await site.call('DELETE', `/api/productions/${production.id}/cues/${cues[2].id}`);
  expect(await cuesOf(parent)).toEqual(before);
  await site.finish(production.id);
  expect(await cuesOf(production.id)).toMatchObject([{ frame: 3 }, { frame: 14, state: 'done' }, { state: 'held' }]);
  await site.call('DELETE', `/api/productions/${parent}/cues/${before[2].id}`);
  await site.finish(parent);
  expect(site.stills(production.id)).toEqual(site.stills(parent));
});

test('[TK12] what the parent took later is left out of a take, or planned again when asked', async () => {
  const parent = await jumpedFilm(40);
  const without = await site.take(parent, 10);
  expect(await cuesOf(without.production.id)).toMatchObject([{ frame: 3, state: 'done' }]);
  const again = await site.take(parent, 10, { repeatTeleports: true });
  expect(await cuesOf(again.production.id)).toMatchObject([
    { frame: 3, state: 'done' },
    { frame: 14, state: 'armed' },
  ]);
  await site.finish(without.production.id);
  await site.finish(again.production.id);
  const whole = site.stills(parent);
  expect(site.stills(again.production.id)).toEqual(whole);
  expect(site.stills(without.production.id).slice(0, 14)).toEqual(whole.slice(0, 14));
  expect(site.stills(without.production.id)[14]).not.toBe(whole[14]);
});
