import { createGraph, openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { startWith } from './start-with.ts';
import { TemplateCard } from './TemplateCard.tsx';
import css from './TemplateGallery.module.css';

/** All templates with their pictures: those that ship, then those of the user. */
export function TemplateGallery() {
  const templates = useEditor(({ catalogue }) => catalogue.templates);
  const hasGraph = useEditor(({ graph }) => graph.document !== null);
  const close = () => openDialog(null);
  const closeIf = (begun: boolean) => begun && close();
  return (
    <Dialog
      title="New graph from a template"
      width={1120}
      onClose={close}
      testId="template-gallery"
      footer={
        <Button onClick={() => void createGraph({ name: 'Untitled' }).then(closeIf)}>Start with an empty graph</Button>
      }
    >
      {hasGraph && <p className={css.lead}>The graph that is open stays saved; its production goes on.</p>}
      <div className={css.cards}>
        {templates.map((template) => (
          <TemplateCard key={template.id} template={template} removable>
            <Button onClick={() => void startWith(template.id).then(closeIf)}>Start with this</Button>
          </TemplateCard>
        ))}
      </div>
    </Dialog>
  );
}
