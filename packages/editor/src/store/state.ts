import type { Catalogue, Diagnostic, EdgeId, GraphDocument, NodeId, WireEnd, XY } from '@epoch/graph-runtime/model';
import type {
  AppSettings,
  Asset,
  CueRecord,
  DocumentPatch,
  GraphSummary,
  Production,
  TemplateSummary,
  WireNodeReport,
} from '@epoch/graph-runtime/protocol';
import type { EnginesSlice } from './engines-slice.ts';
import type { HealthTrace } from './health-trace.ts';

/** One undo step. Changes with the same `mergeKey` join: a drag is one step, not sixty. */
export interface Step {
  readonly mergeKey: string | null;
  readonly patches: readonly DocumentPatch[];
  readonly inverse: readonly DocumentPatch[];
}

export type SaveState = 'saved' | 'saving' | 'offline' | 'conflict';

/** The document and all that can be undone in it. Selection, measured sizes and results of a run never enter. */
export interface GraphSlice {
  /** null: nothing is open, or the first answer of the server is still on its way. */
  readonly document: GraphDocument | null;
  readonly undo: readonly Step[];
  readonly redo: readonly Step[];
  /** Revision the server has confirmed; edits are sent on top of it. */
  readonly savedRevision: number;
  readonly saveState: SaveState;
  /** Edits that this browser keeps until the server has them. */
  readonly pendingCount: number;
  /** What stands in the way while `saveState` is offline or conflict. */
  readonly saveMessage: string | null;
}

export type DialogName =
  | 'templates'
  | 'save-template'
  | 'new-production'
  | 'resume'
  | 'takes'
  | 'new-take'
  | 'plan'
  | 'settings'
  | 'search'
  | 'shortcuts'
  | 'graph-settings'
  | 'image-servers'
  | 'workflow';

/** The timeline of a narrow page opens and folds by itself: there it takes its room from the canvas. */
export type PanelName = 'palette' | 'side' | 'timeline' | 'narrowTimeline' | 'monitor';
export interface Panel {
  /** Width of palette and side, height of timeline and monitor. @unit px */
  readonly size: number;
  readonly open: boolean;
}

/** A palette opened at a place of the canvas, for a node that takes or feeds the wire that was let go there. */
export interface QuickAdd {
  readonly screen: XY;
  readonly flow: XY;
  readonly wireFrom: { readonly end: WireEnd; readonly side: 'in' | 'out' } | null;
}

export interface Notice {
  readonly id: string;
  readonly kind: 'info' | 'success' | 'warning' | 'error';
  readonly sentence: string;
  readonly action: { readonly label: string; readonly run: () => void } | null;
}

/** What belongs to this browser only. */
export interface ViewSlice {
  readonly selectedNodes: readonly NodeId[];
  readonly selectedEdges: readonly EdgeId[];
  readonly selectedGroups: readonly string[];
  /** Frame under the playhead when a person put it there; null follows the film. @unit frames */
  readonly playhead: number | null;
  readonly panels: Readonly<Record<PanelName, Panel>>;
  readonly theme: AppSettings['theme'];
  /** Previews on nodes are shown. */
  readonly previews: boolean;
  readonly page: 'graph';
  readonly dialog: DialogName | null;
  /** The box whose workflow the dialog `workflow` is about. */
  readonly workflowNode: NodeId | null;
  /** Frame that the dialog `new-take` proposes. @unit frames */
  readonly takeFrame: number;
  readonly quickAdd: QuickAdd | null;
  /** Nodes whose rarely used sockets are shown too. */
  readonly expandedNodes: readonly NodeId[];
  /** A param whose schedule a person asked to write: the inspector gives it the caret. */
  readonly writing: { readonly node: NodeId; readonly param: string } | null;
  /** Node or group whose title is being typed on the canvas. */
  readonly renaming: string | null;
  readonly notices: readonly Notice[];
}

export type Connection = 'connecting' | 'open' | 'lost';

/** What a run tells: filled by socket events, thrown away with the page. */
export interface RunSlice {
  readonly connection: Connection;
  readonly productions: Readonly<Record<string, Production>>;
  readonly currentId: string | null;
  /** Frame of the last reports. @unit frames */
  readonly frame: number | null;
  readonly reports: Readonly<Record<NodeId, WireNodeReport>>;
  /** What a node says of itself, under its title. */
  readonly remarks: Readonly<Record<NodeId, string>>;
  /** Share of the present frame that a slow engine has done. @unit 0..1 */
  readonly progress: Readonly<Record<NodeId, number>>;
  readonly cues: readonly CueRecord[];
  /** Problems the server met while running, by production. */
  readonly serverProblems: readonly Diagnostic[];
  readonly serverVersion: string | null;
  /** What was measured of the film in front. */
  readonly health: HealthTrace;
}

export interface CatalogueSlice {
  readonly cards: Catalogue;
  readonly templates: readonly TemplateSummary[];
  readonly graphs: readonly GraphSummary[];
  readonly assets: readonly Asset[];
  /** The first answers have come, so that an empty list means "none". */
  readonly loaded: boolean;
}

export interface EditorState {
  readonly graph: GraphSlice;
  readonly view: ViewSlice;
  readonly run: RunSlice;
  readonly catalogue: CatalogueSlice;
  readonly engines: EnginesSlice;
}
