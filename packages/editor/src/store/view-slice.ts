import type { Panel, PanelName, ViewSlice } from './state.ts';

const STORAGE_KEY = 'epochstreamer.view';

/** Sizes until a person drags an edge. @unit px */
export const DEFAULT_PANELS: Readonly<Record<PanelName, Panel>> = {
  palette: { size: 204, open: true },
  side: { size: 388, open: true },
  timeline: { size: 214, open: true },
  narrowTimeline: { size: 190, open: false },
  monitor: { size: 260, open: true },
};

/** The panel that is the timeline on a page of this width. */
export function timelinePanel(narrow: boolean): 'timeline' | 'narrowTimeline' {
  return narrow ? 'narrowTimeline' : 'timeline';
}

/** @unit px, least and most of each panel */
export const PANEL_LIMITS: Readonly<Record<PanelName, { readonly min: number; readonly max: number }>> = {
  palette: { min: 160, max: 360 },
  side: { min: 280, max: 720 },
  timeline: { min: 110, max: 520 },
  narrowTimeline: { min: 110, max: 360 },
  monitor: { min: 140, max: 600 },
};

interface Remembered {
  readonly panels: ViewSlice['panels'];
  readonly theme: ViewSlice['theme'];
  readonly previews: boolean;
}

/** The view as this browser left it; defaults for whatever is missing or damaged. */
export function initialView(storage: Pick<Storage, 'getItem'> | null): ViewSlice {
  const saved = readSaved(storage);
  return {
    selectedNodes: [],
    selectedEdges: [],
    selectedGroups: [],
    playhead: null,
    panels: { ...DEFAULT_PANELS, ...saved.panels },
    theme: saved.theme ?? 'dark',
    previews: saved.previews ?? true,
    page: 'graph',
    dialog: null,
    workflowNode: null,
    takeFrame: 0,
    quickAdd: null,
    expandedNodes: [],
    writing: null,
    renaming: null,
    notices: [],
  };
}

/** Keeps what should outlive the page. */
export function rememberView(storage: Pick<Storage, 'setItem'>, view: ViewSlice): void {
  const remembered: Remembered = { panels: view.panels, theme: view.theme, previews: view.previews };
  try {
    storage.setItem(STORAGE_KEY, JSON.stringify(remembered));
  } catch {
    // A full or forbidden storage costs only the remembered widths.
  }
}

export function withPanel(view: ViewSlice, name: PanelName, change: Partial<Panel>): ViewSlice {
  const { min, max } = PANEL_LIMITS[name];
  const panel = { ...view.panels[name], ...change };
  const size = Math.round(Math.min(max, Math.max(min, panel.size)));
  return { ...view, panels: { ...view.panels, [name]: { ...panel, size } } };
}

function readSaved(storage: Pick<Storage, 'getItem'> | null): Partial<Remembered> {
  try {
    const parsed: unknown = JSON.parse(storage?.getItem(STORAGE_KEY) ?? '{}');
    if (typeof parsed !== 'object' || parsed === null) return {};
    const panels = 'panels' in parsed ? panelsOf(parsed.panels) : undefined;
    return {
      ...(panels === undefined ? {} : { panels }),
      ...('theme' in parsed && (parsed.theme === 'light' || parsed.theme === 'dark') ? { theme: parsed.theme } : {}),
      ...('previews' in parsed && typeof parsed.previews === 'boolean' ? { previews: parsed.previews } : {}),
    };
  } catch {
    return {};
  }
}

function panelsOf(value: unknown): ViewSlice['panels'] {
  const panels = { ...DEFAULT_PANELS };
  if (typeof value !== 'object' || value === null) return panels;
  const saved = new Map<string, unknown>(Object.entries(value));
  for (const name of ['palette', 'side', 'timeline', 'narrowTimeline', 'monitor'] as const) {
    const entry = saved.get(name);
    if (typeof entry !== 'object' || entry === null || !('size' in entry) || !('open' in entry)) continue;
    const { size, open } = entry;
    if (typeof size !== 'number' || typeof open !== 'boolean' || !Number.isFinite(size)) continue;
    const { min, max } = PANEL_LIMITS[name];
    panels[name] = { size: Math.min(max, Math.max(min, size)), open };
  }
  return panels;
}
