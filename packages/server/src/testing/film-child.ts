// Renders the test loop in a process of its own, so that a test can kill it: node film-child.js FOLDER FRAMES [everyMs]
import { existsSync } from 'node:fs';
import { openFilm } from '../productions/film.ts';
import { filmPaths } from '../productions/folder.ts';
import { createFilm } from '../productions/new-film.ts';
import { fakeKit, loopGraph } from './fake-kit.ts';

const [folder = '', frames = '10', checkpointEveryMs = '1000'] = process.argv.slice(2);
const kit = fakeKit();
if (!existsSync(filmPaths(folder).journal)) {
  const document = loopGraph({ frames: Number(frames) });
  await createFilm({ folder, name: 'Killed', graphId: 'g', document, program: 'test' }, kit);
}
const film = await openFilm({ folder, kit, listener: {}, checkpointEveryMs: Number(checkpointEveryMs) });
const { state, framesDone } = await film.ended;
console.log(`${state} ${framesDone}`);
