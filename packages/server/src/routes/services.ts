import type { NodeCard } from '@epoch/graph-runtime/model';
import type { AssetStore } from '../assets/asset-store.ts';
import type { ChoiceCheck } from '../engines/choice-check.ts';
import type { EngineDesk } from '../engines/engine-desk.ts';
import type { EngineStore } from '../engines/engine-store.ts';
import type { GraphStore } from '../graphs/graph-store.ts';
import type { TemplateStore } from '../graphs/template-store.ts';
import type { ProductionManager } from '../productions/manager-types.ts';
import type { Hub } from '../socket/hub.ts';
import type { Pictures } from '../storage/pictures.ts';
import type { SettingsStore } from '../storage/settings-store.ts';
import type { WorkflowDesk } from '../workflows/workflow-desk.ts';
import type { Thumbnails } from './pictures.ts';

/** Everything routes work with. */
export interface RouteServices {
  readonly cards: readonly NodeCard[];
  readonly workers: number;
  readonly dataFolder: string;
  readonly graphs: GraphStore;
  readonly templates: TemplateStore;
  readonly assets: AssetStore;
  readonly settings: SettingsStore;
  readonly productions: ProductionManager;
  readonly pictures: Pictures;
  readonly thumbnails: Thumbnails;
  readonly hub: Pick<Hub, 'broadcast'>;
  readonly engines: EngineStore;
  readonly engineDesk: EngineDesk;
  readonly choicesOf: ChoiceCheck;
  readonly workflows: WorkflowDesk;
}
