import { X } from 'lucide-react';
import { cueWords } from '../productions/cue-words.ts';
import { cancelCue } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { Section } from '../ui/Section.tsx';
import css from './TeleportSection.module.css';

/** The pictures a node has taken or will take, and how to throw in another. */
export function TeleportSection({ node }: { readonly node: string }) {
  const all = useEditor(({ run }) => run.cues);
  const cues = all.filter((cue) => cue.node === node);
  return (
    <Section title="Teleports of this film">
      {cues.length === 0 && <p className={css.empty}>None yet. Drop a picture on the monitor while the film runs.</p>}
      {cues.map((cue) => (
        <div key={cue.id} className={css.cue} data-state={cue.state}>
          <img src={cue.image} alt="" />
          <span>{cueWords(cue)}</span>
          {cue.state === 'armed' && (
            <IconButton
              icon={X}
              label="Take the teleport back"
              testId={`cancel-${cue.id}`}
              onClick={() => void cancelCue(cue.id)}
            />
          )}
        </div>
      ))}
    </Section>
  );
}
