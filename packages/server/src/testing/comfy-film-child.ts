// Renders a film on ComfyUI in a process of its own, so that a test can kill it: node comfy-film-child.js FOLDER URL FRAMES
import { existsSync } from 'node:fs';
import { openFilm } from '../productions/film.ts';
import { filmPaths } from '../productions/folder.ts';
import { createFilm } from '../productions/new-film.ts';
import { comfyGraph, comfyKit, soon } from './comfy-film.ts';

const [folder = '', url = '', frames = '10'] = process.argv.slice(2);
const kit = comfyKit(url);
if (!existsSync(filmPaths(folder).journal)) {
  const document = comfyGraph(Number(frames));
  await createFilm({ folder, name: 'Killed', graphId: 'g', document, program: 'test' }, kit);
}
process.on('unhandledRejection', (reason) => {
  console.error(reason);
  process.exit(3);
});
const film = await openFilm({ folder, kit, listener: {}, after: soon });
const { state } = await film.ended;
await kit.close();
process.exitCode = state === 'finished' ? 0 : 1;
