import { useStore } from 'zustand';
import { createStore } from 'zustand/vanilla';
import { type EnginesSlice, emptyEngines } from './engines-slice.ts';
import { emptyGraph } from './graph-slice.ts';
import { emptyRun } from './run-slice.ts';
import { readSetAside } from './set-aside.ts';
import type { CatalogueSlice, EditorState, GraphSlice, RunSlice, ViewSlice } from './state.ts';
import { initialView } from './view-slice.ts';

export type { EditorState } from './state.ts';

const emptyCatalogue: CatalogueSlice = { cards: {}, templates: [], graphs: [], assets: [], loaded: false };

/** The state of a page that has just been opened. */
export function initialState(): EditorState {
  const storage = typeof localStorage === 'undefined' ? null : localStorage;
  return {
    graph: emptyGraph,
    view: initialView(storage),
    run: emptyRun,
    catalogue: emptyCatalogue,
    engines: { ...emptyEngines, aside: readSetAside(storage) },
  };
}

/** The one store. Panes read it through `useEditor` and change it through `actions.ts` only. */
export const editor = createStore<EditorState>(initialState);

/** A part of the state; the component is drawn again when that part becomes another value. */
export function useEditor<T>(selector: (state: EditorState) => T): T {
  return useStore(editor, selector);
}

/** Each setter replaces one slice and leaves the store alone when the slice is the same. */
export function setGraph(change: (graph: GraphSlice) => GraphSlice): void {
  editor.setState((state) => ({ graph: change(state.graph) }));
}
export function setView(change: (view: ViewSlice) => ViewSlice): void {
  editor.setState((state) => ({ view: change(state.view) }));
}
export function setRun(change: (run: RunSlice) => RunSlice): void {
  editor.setState((state) => ({ run: change(state.run) }));
}
export function setCatalogue(change: (catalogue: CatalogueSlice) => CatalogueSlice): void {
  editor.setState((state) => ({ catalogue: change(state.catalogue) }));
}
export function setEngines(change: (engines: EnginesSlice) => EnginesSlice): void {
  editor.setState((state) => ({ engines: change(state.engines) }));
}
