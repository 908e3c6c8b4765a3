import { CueQueue } from '../monitor/CueQueue.tsx';
import { useEditor } from '../store/editor-store.ts';
import { Section } from '../ui/Section.tsx';
import css from './TeleportSection.module.css';

/** The pictures a node has taken or will take, and how to throw in another. */
export function TeleportSection({ node }: { readonly node: string }) {
  const none = useEditor(({ run }) => run.cues.every((cue) => cue.node !== node));
  return (
    <Section title="Teleports of this film">
      {none && <p className={css.empty}>None yet. Drop a picture on the monitor while the film runs.</p>}
      <CueQueue node={node} />
    </Section>
  );
}
