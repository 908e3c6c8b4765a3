// Renders a test film in a process of its own, so that a test can kill it: node film-child.js FOLDER FRAMES [everyMs] [log]
// With the log `clock` the film is driven by the clock; with another one it goes through an image engine, which writes a line there for every picture that it is asked for.
import { existsSync } from 'node:fs';
import { openFilm } from '../productions/film.ts';
import { filmPaths } from '../productions/folder.ts';
import { createFilm } from '../productions/new-film.ts';
import { engineGraph } from './engine-film.ts';
import { fakeKit, loopGraph } from './fake-kit.ts';
import { ledgerEngine } from './ledger-engine.ts';
import { pacedGraph } from './paced-film.ts';

const [folder = '', frames = '10', checkpointEveryMs = '1000', log] = process.argv.slice(2);
const kit = fakeKit();
const isPaced = log === 'clock';
if (log !== undefined && !isPaced) kit.fake.engine = ledgerEngine(log);
if (!existsSync(filmPaths(folder).journal)) {
  const length = { frames: Number(frames) };
  const document = isPaced ? pacedGraph(length) : log === undefined ? loopGraph(length) : engineGraph(length);
  await createFilm({ folder, name: 'Killed', graphId: 'g', document, program: 'test' }, kit);
}
const film = await openFilm({ folder, kit, listener: {}, checkpointEveryMs: Number(checkpointEveryMs) });
const { state, framesDone } = await film.ended;
console.log(`${state} ${framesDone}`);
