import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeRaster } from '@epoch/graph-runtime/model';
import { insertPngChunks, pngTextChunk, readPngText } from '@epoch/nodes/stills';
import { afterEach, expect, test } from 'vitest';
import { engineGraph } from '../testing/engine-film.ts';
import { loopGraph } from '../testing/fake-kit.ts';
import { fakePictures } from '../testing/fake-pictures.ts';
import { filmMaker, hashesOf, stepTo, waitFor, withParams } from '../testing/film-helper.ts';
import { ledgerEngine } from '../testing/ledger-engine.ts';
import { openJournal } from './journal.ts';
import { readRecipe } from './recipe.ts';

const films = filmMaker();
afterEach(() => films.clear());

const stillOf = (folder: string, frame: number) =>
  readFileSync(join(folder, 'stills', `${String(frame).padStart(6, '0')}.png`));

test('[RE1] a still tells its frame, the graph as run with its seed, and what image engines used', async () => {
  const { folder, finish } = await films.make(engineGraph({ frames: 3 }));
  await finish();
  const recipe = readRecipe(stillOf(folder, 2));
  expect(recipe).toMatchObject({ frame: 2, settings: { engine: { prompt: 'moss', seed: 2, steps: 20 } } });
  expect(recipe?.graph).toMatchObject({ name: 'Test film', settings: { seed: 7, width: 128, frames: null } });
  expect(Object.keys(recipe?.graph.nodes ?? {})).toEqual(['delay', 'painter', 'engine', 'output']);
});

test('[RE2] its graph is the one that ran at its frame', async () => {
  const { folder, open } = await films.make(loopGraph({ frames: 6 }));
  const film = await open({ paused: true });
  await stepTo(film, 3);
  film.deploy(withParams(loopGraph({ frames: 6 }), 'painter', { strength: 0.9 }));
  film.unpause();
  await film.ended;
  const strengths = [0, 2, 3, 5].map(
    (frame) => readRecipe(stillOf(folder, frame))?.graph.nodes.painter?.params.strength,
  );
  expect(strengths).toEqual([undefined, undefined, 0.9, 0.9]);
});

test('[RE3] a frame that ComfyUI made carries its graph under the key where ComfyUI looks, others do not', async () => {
  const { folder, kit, open } = await films.make(engineGraph({ frames: 4 }));
  const film = await open({ paused: true });
  await stepTo(film, 1);
  kit.fake.engine = ledgerEngine(join(folder, 'asked.log'));
  film.unpause();
  await film.ended;
  expect(readPngText(stillOf(folder, 0)).has('prompt')).toBe(false);
  expect(readPngText(stillOf(folder, 3)).get('prompt')).toBe('{"frame":3}');
});

test('[RE3] what a try told that came to nothing is not told with the frame', async () => {
  const { folder, kit, open } = await films.make(engineGraph({ frames: 3 }));
  const answers = ledgerEngine(join(folder, 'asked.log'));
  let fails = true;
  kit.fake.engine = async (context) => {
    if (context.frame.index !== 1 || !fails) return;
    await answers?.(context);
    throw new Error('the picture cannot be read');
  };
  const film = await open();
  await waitFor(() => film.status().state === 'paused');
  fails = false;
  film.unpause();
  await film.ended;
  expect(readPngText(stillOf(folder, 1)).has('prompt')).toBe(false);
});

test('[RE4] pixels are untouched, and the same film has the same bytes, also resumed and replayed', async () => {
  const make = () => films.make(engineGraph({ frames: 8 }));
  const [straight, broken] = [await make(), await make()];
  for (const film of [straight, broken]) film.kit.fake.engine = ledgerEngine(join(film.folder, 'asked.log'));
  await straight.finish();
  const first = await broken.open({ paused: true, checkpointEveryMs: 1e9 });
  await stepTo(first, 5);
  await first.stop();
  rmSync(join(broken.folder, 'checkpoints', '000004.json'));
  await broken.finish();
  expect(hashesOf(broken.folder)).toEqual(hashesOf(straight.folder));
  const { decode, png } = fakePictures();
  const still = stillOf(straight.folder, 4);
  const plain = await png(await decode(still));
  expect(plain.length).toBeLessThan(still.length);
  expect((await decode(plain)).data).toEqual((await decode(still)).data);
});

test('[RE5] a still that an older program left without a recipe stays as it is when it is drawn again', async () => {
  const { folder, open, finish } = await films.make(loopGraph({ frames: 8 }));
  const film = await open({ paused: true, checkpointEveryMs: 1e9 });
  await stepTo(film, 5);
  await film.stop();
  rmSync(join(folder, 'checkpoints', '000004.json'));
  const { decode, png } = fakePictures();
  const plain = await png(await decode(stillOf(folder, 4)));
  const { createHash } = await import('node:crypto');
  const sha256 = createHash('sha256').update(plain).digest('hex');
  writeFileSync(join(folder, 'stills', '000004.png'), plain);
  const journal = openJournal(join(folder, 'journal.db'));
  const row = journal.frame(4);
  if (row === null) throw new Error('no row');
  journal.replaceFrame({ ...row, files: [{ folder: 'stills', sha256, bytes: plain.length }] });
  journal.close();
  await finish();
  expect(stillOf(folder, 4)).toEqual(Buffer.from(plain));
  expect(readRecipe(stillOf(folder, 5))?.frame).toBe(5);
});

test('[RE6] a large graph is packed, and one too large to carry is left out', async () => {
  const sized = (characters: number) => {
    const graph = loopGraph({ frames: 1 });
    const groups = Array.from({ length: Math.ceil(characters / 200) }, (_, at) => {
      const title = `${at} ${Math.sin(at)} ${'x'.repeat(60)}`;
      return [`g${at}`, { id: `g${at}`, title, position: { x: at, y: Math.cos(at) }, size: { width: 50, height: 50 } }];
    });
    return { ...graph, groups: Object.fromEntries(groups) };
  };
  const large = await films.make(sized(400_000));
  await large.finish();
  const still = stillOf(large.folder, 0);
  expect(still.length).toBeLessThan(200_000);
  expect(Object.keys(readRecipe(still)?.graph.groups ?? {})).toHaveLength(2000);
  const huge = await films.make(sized(9_000_000));
  await huge.finish();
  expect(readRecipe(stillOf(huge.folder, 0))).toBeNull();
});

test('[RE7] other pictures have no recipe, and damaged and foreign ones are refused in a sentence', async () => {
  const png = await fakePictures().png(makeRaster(4, 4, new Uint8Array(64)));
  expect(readRecipe(png)).toBeNull();
  const dressed = (frame: string, graph: string) =>
    insertPngChunks(png, [pngTextChunk('epochstreamer', frame), pngTextChunk('epochstreamer-graph', graph)]);
  expect(() => readRecipe(dressed('{', '{}'))).toThrow('is damaged');
  expect(() => readRecipe(dressed('{"format":"other"}', '{}'))).toThrow('does not know');
  const made = JSON.stringify({ format: 'epochstreamer-still', version: 1, frame: 0, settings: {} });
  expect(() => readRecipe(dressed(made, '{}'))).toThrow('This graph cannot be read');
  expect(() => readRecipe(dressed(made, '{"__proto__":{"a":1}}'))).toThrow('This graph cannot be read');
  expect(() => readRecipe(Buffer.from('no picture'))).toThrow('not a PNG file');
});
