import { useRef } from 'react';
import { createGraph, importGraph, openDialog, openGraph } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { Button } from '../ui/Button.tsx';
import { FilePicker } from '../ui/FilePicker.tsx';
import css from './FirstRun.module.css';
import { startWith } from './start-with.ts';
import { TemplateCard } from './TemplateCard.tsx';

const SHOWN_TEMPLATES = 3;
const SHOWN_GRAPHS = 4;

/** What stands on the canvas while no graph is open: three films to begin with, and the way back to earlier graphs. */
export function FirstRun() {
  const templates = useEditor(({ catalogue }) => catalogue.templates);
  const graphs = useEditor(({ catalogue }) => catalogue.graphs);
  const loaded = useEditor(({ catalogue }) => catalogue.loaded);
  const connection = useEditor(({ run }) => run.connection);
  const file = useRef<HTMLInputElement>(null);
  if (!loaded) {
    const words = connection === 'lost' ? 'The server does not answer. Start it with npm start. Trying again.' : null;
    return <div className={css.first}>{words !== null && <p className={css.lead}>{words}</p>}</div>;
  }
  return (
    <div className={css.first} data-testid="first-run">
      <h2>Which film shall begin?</h2>
      <p className={css.lead}>Each one runs at once and can be changed while it does.</p>
      <div className={css.cards}>
        {templates.slice(0, SHOWN_TEMPLATES).map((template, index) => (
          <TemplateCard key={template.id} template={template}>
            <Button look={index === 0 ? 'main' : 'quiet'} onClick={() => void startWith(template.id)}>
              Start with this
            </Button>
          </TemplateCard>
        ))}
      </div>
      {templates.length === 0 && <p className={css.lead}>No templates were found in the graphs folder.</p>}
      <p className={css.more}>
        {templates.length > SHOWN_TEMPLATES && (
          <Button look="link" onClick={() => openDialog('templates')}>
            All templates
          </Button>
        )}
        <Button look="link" onClick={() => void createGraph({ name: 'Untitled' })}>
          Start with an empty graph
        </Button>
        <Button look="link" onClick={() => file.current?.click()}>
          Open a graph file
        </Button>
      </p>
      {graphs.length > 0 && (
        <p className={css.more}>
          <span>Go on with</span>
          {graphs.slice(0, SHOWN_GRAPHS).map(({ id, name }) => (
            <Button key={id} look="link" onClick={() => void openGraph(id)}>
              {name}
            </Button>
          ))}
        </p>
      )}
      <FilePicker ref={file} accept=".json,application/json" onPick={(picked) => void importGraph(picked)} />
    </div>
  );
}
