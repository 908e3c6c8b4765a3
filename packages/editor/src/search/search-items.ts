import {
  addNode,
  askForTake,
  bringToFront,
  command,
  createGraph,
  exportGraph,
  openDialog,
  openGraph,
  redo,
  revealNode,
  setTheme,
  undo,
} from '../store/actions.ts';
import type { EditorState } from '../store/editor-store.ts';
import { currentProduction, titleOf } from '../store/selectors.ts';
import { viewport } from '../store/viewport.ts';
import { counted } from '../transport/format.ts';
import { transportOf } from '../transport/transport-state.ts';
import type { SearchItem } from './match.ts';

/** All that can be searched for and done now. Commands that would do nothing are left out. */
export function searchItems(state: EditorState): readonly SearchItem[] {
  const hasGraph = state.graph.document !== null;
  return [
    ...commandItems(state, hasGraph),
    ...(hasGraph ? [...onCanvasItems(state), ...nodeItems(state)] : []),
    ...graphItems(state),
    ...templateItems(state),
    ...productionItems(state),
  ];
}

function commandItems(state: EditorState, hasGraph: boolean): readonly SearchItem[] {
  const { main, canStep, canStop } = transportOf(currentProduction(state)?.state ?? null);
  const { command: mainCommand } = main;
  const items: (SearchItem | false)[] = [
    mainCommand !== null && commandItem(main.label, 'production transport', main.hint, () => void command(mainCommand)),
    canStep && commandItem('Step one frame', 'production transport', '', () => void command('step')),
    canStop && commandItem('Stop', 'production transport end', '', () => void command('stop')),
    hasGraph && commandItem('New Production', 'start film render', '', () => openDialog('new-production')),
    hasFrames(state) &&
      commandItem('New take from here', 'branch rewind differently', '', () => askForTake(takeFrameOf(state))),
    currentProduction(state) !== null &&
      commandItem('Compare takes', 'difference wipe tree branch promote', '', () => openDialog('takes')),
    hasGraph && commandItem('Plan the film', 'trial how long seconds per frame time', '', () => openDialog('plan')),
    commandItem('Resume Session', 'productions continue open', '', () => openDialog('resume')),
    commandItem('New graph from a template', 'open gallery examples', '', () => openDialog('templates')),
    hasGraph && commandItem('Save as template', 'keep store', '', () => openDialog('save-template')),
    hasGraph && commandItem('Export the graph as a file', 'download json save', '', exportGraph),
    state.graph.undo.length > 0 && { ...commandItem('Undo', 'back', '', undo), keys: 'mod+z' },
    state.graph.redo.length > 0 && { ...commandItem('Redo', 'again', '', redo), keys: 'mod+shift+z' },
    hasGraph && { ...commandItem('Fit the graph', 'zoom view all', '', () => viewport()?.fit()), keys: 'f' },
    commandItem('Image servers', 'comfyui a1111 forge address connection url', '', () => openDialog('image-servers')),
    themeItem(state),
    commandItem('Settings', 'preferences options server disk', '', () => openDialog('settings')),
    { ...commandItem('Show the shortcuts', 'keys keyboard help', '', () => openDialog('shortcuts')), keys: '?' },
  ];
  return items.filter((item) => item !== false);
}

function hasFrames(state: EditorState): boolean {
  return (currentProduction(state)?.framesDone ?? 0) > 0;
}

/** The frame in view where a person put it, else the end of the film. */
function takeFrameOf(state: EditorState): number {
  const framesDone = currentProduction(state)?.framesDone ?? 0;
  return Math.min(state.view.playhead ?? framesDone, framesDone);
}

function commandItem(label: string, words: string, detail: string, run: () => void): SearchItem {
  return { id: `command-${label}`, group: 'Commands', label, detail, words, run };
}

function themeItem({ view }: EditorState): SearchItem {
  const other = view.theme === 'dark' ? 'light' : 'dark';
  return commandItem(`Use the ${other} theme`, 'appearance colours', '', () => setTheme(other));
}

function onCanvasItems(state: EditorState): readonly SearchItem[] {
  return Object.values(state.graph.document?.nodes ?? {}).map(({ id, type }) => ({
    ...{ id: `show-${id}`, group: 'On the canvas', label: titleOf(state, id), words: `${type} ${id} go to find show` },
    ...{ detail: 'go to', run: () => revealNode(id) },
  }));
}

function nodeItems({ catalogue }: EditorState): readonly SearchItem[] {
  return Object.values(catalogue.cards).map(({ type, title, doc, category, icon }) => ({
    ...{ id: `add-${type}`, group: 'Add a node', label: title, detail: doc, words: `${type} ${category} add` },
    ...{ icon, run: () => void addNode(type) },
  }));
}

function graphItems({ catalogue, graph }: EditorState): readonly SearchItem[] {
  return catalogue.graphs
    .filter(({ id }) => id !== graph.document?.id)
    .map(({ id, name, nodeCount, description }) => ({
      ...{ id: `graph-${id}`, group: 'Graphs', label: name, detail: counted(nodeCount, 'node') },
      ...{ words: `open graph ${description}`, run: () => void openGraph(id) },
    }));
}

function templateItems({ catalogue }: EditorState): readonly SearchItem[] {
  return catalogue.templates.map(({ id, name, description }) => ({
    ...{ id: `template-${id}`, group: 'Templates', label: name, detail: description, words: 'template new graph' },
    run: () => void createGraph({ templateId: id }),
  }));
}

function productionItems({ run }: EditorState): readonly SearchItem[] {
  return Object.values(run.productions).map(({ id, name, graphName, framesDone }) => ({
    ...{ id: `production-${id}`, group: 'Productions', label: name, detail: counted(framesDone, 'frame') },
    ...{ words: `production film look ${graphName}`, run: () => bringToFront(id) },
  }));
}
