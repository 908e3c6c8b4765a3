// Makes a take in a process of its own, so that a test can kill it: node take-child.js DATA-FOLDER PRODUCTION FRAME
import { join } from 'node:path';
import { catalogueOf } from '@epoch/graph-runtime/engine';
import { openGraphs } from '../graphs/graph-store.ts';
import { createShelf } from '../productions/shelf.ts';
import { createTakeDesk } from '../productions/take-desk.ts';
import { fakeKit } from './fake-kit.ts';

const [dataFolder = '', production = '', frame = '0'] = process.argv.slice(2);
const { definitions } = fakeKit();
const graphs = openGraphs({
  ...{ folder: join(dataFolder, 'graphs'), trash: join(dataFolder, 'trash') },
  ...{ catalogue: catalogueOf(definitions), definitions },
});
const shelf = createShelf(dataFolder);
await shelf.load();
const takes = createTakeDesk({ shelf, graphs, withJournal: shelf.withJournal, program: 'test' });
console.log((await takes.create(production, { frame: Number(frame), repeatTeleports: true })).id);
