import { basename } from 'node:path';
import type { Definitions } from '@epoch/graph-runtime/engine';
import {
  type Diagnostic,
  EpochError,
  type GraphDocument,
  type GraphSettings,
  messageOf,
} from '@epoch/graph-runtime/model';
import { filmPaths, holdsProduction } from '../productions/folder.ts';
import { openJournal } from '../productions/journal.ts';
import { createFilm } from '../productions/new-film.ts';
import type { NodeKit } from '../productions/node-kit.ts';
import { compileFilm, isWithoutOutput } from '../productions/plan.ts';
import { hasErrno, namesIn } from '../storage/durable.ts';
import { liveHolder } from '../storage/lock.ts';
import { VERSION } from '../version.ts';
import { Refusal } from './exit-codes.ts';
import { makeFolder } from './make-folder.ts';
import { problemLine } from './problem-line.ts';
import type { RenderOptions } from './render-options.ts';
import type { Terminal } from './terminal.ts';

/** Tells warnings; @throws Refusal with all problems when no film can be made of the graph */
export function checkGraph(document: GraphDocument, definitions: Definitions<unknown>, terminal: Terminal): void {
  const { ok, problems } = compileFilm(document, definitions);
  // What keeps a film from being made is no warning here, whatever it is to a graph that is only edited.
  const asSeen = ok ? problems : problems.map((problem) => (isWithoutOutput(problem) ? asError(problem) : problem));
  const lines = asSeen.map((problem) => problemLine(document, definitions, problem));
  if (!ok) throw new Refusal(['This graph cannot run:', ...lines].join('\n'));
  for (const line of lines) terminal.err(line);
}

function asError(problem: Diagnostic): Diagnostic {
  return { ...problem, severity: 'error' };
}

/** Makes the folder a production, or sees that it is one to go on with. @throws Refusal when it is not as it must be */
export async function prepareFolder(options: RenderOptions, document: GraphDocument, kit: NodeKit): Promise<void> {
  const { folder, resumes } = options;
  const holds = await holdsProduction(folder);
  if (resumes) {
    if (!holds) throw new Refusal(`${folder} holds no production to resume. Leave --resume out to begin one.`);
    return adoptLength(options);
  }
  if (holds) {
    throw new Refusal(`${folder} holds a production already. Go on with it by --resume, or choose another folder.`);
  }
  const frames = options.frames ?? document.settings.frames;
  if (frames === null)
    throw new Refusal('This graph runs until it is stopped: say how long the film is by --frames N.');
  await makeFolder(folder);
  if ((await namesIn(folder)).length > 0) {
    throw new Refusal(`${folder} is not empty and holds no production. Choose an empty or a new folder.`);
  }
  const { width, height, seed } = options;
  const settings = { width, height, seed, frames };
  const film = { folder, name: basename(folder), graphId: document.id, document, settings, program: VERSION };
  try {
    await createFilm(film, kit);
  } catch (error) {
    if (error instanceof EpochError && error.code === 'PRODUCTION_EXISTS') throw new Refusal(error.message);
    if (hasErrno(error, 'EACCES', 'EPERM', 'EROFS')) {
      throw new Refusal(`${folder} cannot be written to: ${messageOf(error)}. Choose a folder of yours.`);
    }
    throw error;
  }
}

/** A film that is resumed keeps its size and seed; it may become longer. */
function adoptLength({ folder, frames, width, height, seed }: RenderOptions): void {
  const paths = filmPaths(folder);
  const holder = liveHolder(paths.lock);
  if (holder !== null) throw new Refusal(`Another EpochStreamer, process ${holder.pid}, is working on ${folder}.`);
  const journal = openJournal(paths.journal);
  try {
    const meta = journal.meta();
    refuseOther('--size', { width, height }, meta.settings);
    refuseOther('--seed', { seed }, meta.settings);
    if (frames === undefined || frames === meta.settings.frames) return;
    const done = journal.frameCount();
    if (frames < done)
      throw new Refusal(`The film in ${folder} has ${done} frames already, more than --frames ${frames}.`);
    journal.setMeta({ ...meta, settings: { ...meta.settings, frames } });
  } finally {
    journal.close();
  }
}

function refuseOther(
  option: string,
  asked: { readonly [K in keyof GraphSettings]?: number | undefined },
  settings: GraphSettings,
): void {
  for (const [name, value] of Object.entries(asked)) {
    const kept = settings[name === 'width' || name === 'height' ? name : 'seed'];
    if (value === undefined || value === kept) continue;
    const message = `${option}: the film that is resumed has the ${name} ${kept} and keeps it. Leave ${option} out.`;
    throw new Refusal(message);
  }
}
