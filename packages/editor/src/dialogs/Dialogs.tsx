import { ServersDialog } from '../engines/ServersDialog.tsx';
import { WorkflowDialog } from '../engines/WorkflowDialog.tsx';
import { PlannerDialog } from '../planner/PlannerDialog.tsx';
import { NewProductionDialog } from '../productions/NewProductionDialog.tsx';
import { SessionList } from '../productions/SessionList.tsx';
import { SearchDialog } from '../search/SearchDialog.tsx';
import { SettingsDialog } from '../settings/SettingsDialog.tsx';
import { useEditor } from '../store/editor-store.ts';
import { NewTakeDialog } from '../takes/NewTakeDialog.tsx';
import { TakesDialog } from '../takes/TakesDialog.tsx';
import { SaveTemplateDialog } from '../templates/SaveTemplateDialog.tsx';
import { TemplateGallery } from '../templates/TemplateGallery.tsx';
import { GraphDialog } from './GraphDialog.tsx';
import { ShortcutsDialog } from './ShortcutsDialog.tsx';

/** The one dialog that is open, if any. */
export function Dialogs() {
  const dialog = useEditor(({ view }) => view.dialog);
  switch (dialog) {
    case null:
      return null;
    case 'templates':
      return <TemplateGallery />;
    case 'save-template':
      return <SaveTemplateDialog />;
    case 'new-production':
      return <NewProductionDialog />;
    case 'resume':
      return <SessionList />;
    case 'takes':
      return <TakesDialog />;
    case 'new-take':
      return <NewTakeDialog />;
    case 'plan':
      return <PlannerDialog />;
    case 'settings':
      return <SettingsDialog />;
    case 'search':
      return <SearchDialog />;
    case 'shortcuts':
      return <ShortcutsDialog />;
    case 'graph-settings':
      return <GraphDialog />;
    case 'image-servers':
      return <ServersDialog />;
    case 'workflow':
      return <WorkflowDialog />;
  }
}
