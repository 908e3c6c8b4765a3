import type { GraphDocument, GraphNode, ParamSpec } from '@epoch/graph-runtime/model';
import { importPrompts, type ScheduleFilm, valueAt } from '@epoch/graph-runtime/schedule';
import { useEffect, useMemo, useRef } from 'react';
import { endWriting, setParam } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { filmInView, frameInView } from '../store/selectors.ts';
import { shownValue } from '../timeline/value-words.ts';
import { Button } from '../ui/Button.tsx';
import { newGesture } from '../ui/gesture.ts';
import { TextField } from '../ui/TextField.tsx';
import css from './ScheduleEditor.module.css';
import { ScheduleFindings } from './ScheduleFindings.tsx';
import { ScheduleHelp } from './ScheduleHelp.tsx';
import { ScheduleShape } from './ScheduleShape.tsx';
import { useScheduleDraft } from './use-schedule-draft.ts';

const MOST_CHARACTERS = 40_000;

interface ScheduleEditorProps {
  readonly node: GraphNode;
  readonly name: string;
  readonly label: string;
  readonly spec: ParamSpec;
  readonly schedule: string;
}

/** A value as a text over time: what is wrong stands under it with a caret at the place, what it makes as a curve. */
export function ScheduleEditor(props: ScheduleEditorProps) {
  const graph = useEditor((state) => state.graph.document?.id);
  const film = useEditor(filmInView);
  return graph === undefined || film === undefined ? null : <Editor {...props} {...{ graph, film }} />;
}

interface EditorProps extends ScheduleEditorProps {
  readonly graph: GraphDocument['id'];
  readonly film: ScheduleFilm;
}

function Editor({ node, name, label, spec, schedule, graph, film }: EditorProps) {
  const box = useCaretWhenAsked(node.id, name);
  const { text, findings, broken, write, drop } = useScheduleDraft(
    { graph, node: node.id, name, spec, film },
    schedule,
  );
  const input = useMemo(() => ({ schedule }), [schedule]);
  return (
    <div ref={box} className={css.editor} data-testid={`schedule-${name}`}>
      <TextField
        label={`Schedule of ${label}`}
        value={text}
        maxLength={MOST_CHARACTERS}
        lines={3}
        testId={`schedule-text-${name}`}
        onChange={write}
      />
      <ScheduleFindings {...{ text, findings, name }} onMend={(fixed) => write(fixed, newGesture('fix'))} />
      {broken && (
        <p className={css.offer}>
          Until this can be read, the film follows the schedule before it.{' '}
          <Button look="link" testId={`schedule-back-${name}`} onClick={drop}>
            Go back to that
          </Button>
        </p>
      )}
      {!broken && <ScheduleShape {...{ input, spec, film }} />}
      <div className={css.foot}>
        <ValueHere at={(frame) => shownValue(valueAt(input, spec, frame, film), spec)} name={name} />
        <ScheduleHelp text={spec.kind === 'text'} />
      </div>
      {spec.kind === 'text' && <ImportOffer node={node} name={name} schedule={schedule} />}
    </div>
  );
}

/** The box whose text field gets the caret when a lane of the timeline asks for it. */
function useCaretWhenAsked(node: string, name: string) {
  const box = useRef<HTMLDivElement>(null);
  const asked = useEditor(({ view }) => view.writing?.node === node && view.writing.param === name);
  useEffect(() => {
    if (!asked) return;
    box.current?.scrollIntoView({ block: 'nearest' });
    box.current?.querySelector('textarea')?.focus({ preventScroll: true });
    endWriting();
  }, [asked]);
  return box;
}

function ValueHere({ at, name }: { readonly at: (frame: number) => string; readonly name: string }) {
  const frame = useEditor(frameInView);
  return (
    <output className={css.here} data-testid={`schedule-value-${name}`}>
      At {frame}: <b>{at(frame)}</b>
    </output>
  );
}

/** Prompts with `--neg` in them, as Deforum writes them, are offered apart: one half for each of the two params. */
function ImportOffer({ node, name, schedule }: Pick<ScheduleEditorProps, 'node' | 'name' | 'schedule'>) {
  const found = useMemo(() => (schedule.includes('--neg') ? importPrompts(schedule) : null), [schedule]);
  if (found === null || found.negative === null || name !== 'prompt') return null;
  const take = () => {
    const gesture = newGesture('import');
    setParam(node.id, 'prompt', { schedule: found.prompt }, gesture);
    setParam(node.id, 'negative', { schedule: found.negative ?? '0: ""' }, gesture);
  };
  return (
    <p className={css.offer}>
      These are prompts of Deforum with a negative half.{' '}
      <Button look="link" testId="schedule-import" onClick={take}>
        Put it into Negative
      </Button>
    </p>
  );
}
