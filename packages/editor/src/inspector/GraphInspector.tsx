import { FilmSettings } from '../productions/FilmSettings.tsx';
import { renameGraph, setGraphSettings } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { counted } from '../transport/format.ts';
import { DraftText } from '../ui/DraftText.tsx';
import { Field } from '../ui/Field.tsx';
import { Section } from '../ui/Section.tsx';
import css from './GraphInspector.module.css';
import { LoopHealth } from './LoopHealth.tsx';

/** The graph itself: its name, and the films that are made of it. Shown when nothing is selected. */
export function GraphInspector() {
  const document = useEditor(({ graph }) => graph.document);
  const savedRevision = useEditor(({ graph }) => graph.savedRevision);
  if (document === null) return null;
  const { name, description, settings, nodes, edges } = document;
  const parts = [counted(Object.keys(nodes).length, 'node'), counted(Object.keys(edges).length, 'wire')];
  return (
    <div className={css.graph}>
      <header className={css.head}>
        <b>Graph</b>
        <span>{parts.join(', ')}</span>
      </header>
      <Field label="Name">
        <DraftText
          label="Name of the graph"
          value={name}
          maxLength={120}
          required
          testId="graph-name"
          onDone={(text) => renameGraph(text)}
        />
      </Field>
      <Field label="Description">
        <DraftText
          label="Description of the graph"
          value={description}
          maxLength={2000}
          lines={2}
          placeholder="What this film is about"
          testId="graph-description"
          onDone={(text) => renameGraph(name, text)}
        />
      </Field>
      <Section title="Film">
        <FilmSettings settings={settings} onChange={setGraphSettings} />
        <p className={css.note}>A production that already runs keeps the size and length it was started with.</p>
      </Section>
      <LoopHealth />
      <p className={css.revision}>revision {savedRevision}</p>
    </div>
  );
}
