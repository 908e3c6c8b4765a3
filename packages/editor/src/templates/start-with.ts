import { createGraph, newProduction } from '../store/actions.ts';
import { editor } from '../store/editor-store.ts';
import { currentProduction } from '../store/selectors.ts';

/** Opens a new graph of a template. While no other film is alive its own begins at once: pictures move within a second. */
export async function startWith(templateId: string): Promise<boolean> {
  if (!(await createGraph({ templateId }))) return false;
  const state = currentProduction(editor.getState())?.state;
  const alive = state === 'running' || state === 'paused' || state === 'waiting';
  if (!alive) await newProduction();
  return true;
}
