import { type GraphNode, isConstant, type ParamSpec, wireTypeOf } from '@epoch/graph-runtime/model';
import { RotateCcw } from 'lucide-react';
import { resetParam, setParam } from '../store/actions.ts';
import { editor, useEditor } from '../store/editor-store.ts';
import { filmInView, frameInView } from '../store/selectors.ts';
import { Field } from '../ui/Field.tsx';
import { newGesture } from '../ui/gesture.ts';
import { changeValue, toggleKey } from './edit-param.ts';
import { KeyDiamond } from './KeyDiamond.tsx';
import { KeyList } from './KeyList.tsx';
import { ParamControl } from './ParamControl.tsx';
import css from './ParamField.module.css';
import { ParamMenu } from './ParamMenu.tsx';
import { labelOf, paramState } from './param-state.ts';
import { ScheduleEditor } from './ScheduleEditor.tsx';
import { ScheduleOffer } from './ScheduleOffer.tsx';
import { useHeldFrame } from './use-held-frame.ts';
import { useSchedulePaste } from './use-schedule-paste.ts';
import { WiredBadge } from './WiredBadge.tsx';

interface ParamFieldProps {
  readonly node: GraphNode;
  readonly name: string;
  readonly spec: ParamSpec;
}

/** A param of the selected node: its control, its keys, the wire that drives it. */
export function ParamField({ node, name, spec }: ParamFieldProps) {
  const shown = useEditor(({ graph }) => graph.document);
  const { box, heldFrame, hold, release } = useHeldFrame();
  // Without keys the value is the same at every frame, and the field need not be drawn again at each.
  const input = node.params[name];
  const keyed = input !== undefined && !isConstant(input);
  const frame = useEditor((state) => heldFrame ?? (keyed ? frameInView(state) : 0));
  const state = shown === null ? null : paramState({ document: shown, node, name, spec }, frame);
  const wire = state?.edge ?? null;
  const live = useEditor(({ run }) =>
    wire === null ? undefined : run.reports[wire.from.node]?.values[wire.from.port],
  );
  const film = useEditor(filmInView);
  const { pasted, onPaste, mend, forget } = useSchedulePaste(spec);
  if (shown === null || state === null) return null;

  const place = { node: node.id, param: name, state, frame };
  const toggle = () => {
    const now = heldFrame ?? frameInView(editor.getState());
    toggleKey({ ...place, frame: now, state: paramState({ document: shown, node, name, spec }, now) });
  };
  const label = labelOf(name, spec);
  const writable = wire === null && state.schedule === null;
  const value = wire !== null && live !== undefined ? live : state.value;
  return (
    <div className={css.param}>
      <Field
        label={label}
        doc={spec.doc}
        aside={
          <>
            {wire !== null && <WiredBadge edge={wire} type={wireTypeOf(spec) ?? 'any'} />}
            {spec.keyframes === true && wire === null && (
              <>
                {state.schedule === null && (
                  <KeyDiamond state={state} frame={frame} testId={`key-${name}`} onToggle={toggle} />
                )}
                <ParamMenu {...{ node, name, label, spec }} />
              </>
            )}
            {state.source !== 'default' && wire === null && (
              <button
                type="button"
                className={css.reset}
                title={`Back to ${String(spec.default) || 'nothing'}`}
                aria-label={`Reset ${label}`}
                onClick={() => resetParam(node.id, name)}
              >
                <RotateCcw size={11} strokeWidth={1.7} />
              </button>
            )}
          </>
        }
      >
        {/* biome-ignore lint/a11y/noStaticElementInteractions: only watches what comes to the field inside */}
        <div ref={box} onFocus={hold} onBlur={release} onPaste={writable ? onPaste : undefined}>
          {state.schedule !== null && wire === null ? (
            <ScheduleEditor {...{ node, name, label, spec }} schedule={state.schedule} />
          ) : (
            <ParamControl
              {...{ name, label, spec, node }}
              value={value}
              disabled={wire !== null}
              onChange={(next, gesture) => changeValue(place, next, gesture)}
            />
          )}
        </div>
      </Field>
      {pasted !== null && writable && film !== undefined && (
        <ScheduleOffer
          {...{ name, label, spec, film }}
          found={pasted.found}
          onFollow={() => {
            forget();
            setParam(node.id, name, { schedule: pasted.found.text });
          }}
          onMend={mend}
          onAsText={
            pasted.asText === null
              ? null
              : () => {
                  forget();
                  changeValue(place, pasted.asText ?? '', newGesture('paste'));
                }
          }
          onLeave={forget}
        />
      )}
      {state.keys.length > 0 && wire === null && (
        <KeyList node={node.id} param={name} spec={spec} state={state} frame={frame} />
      )}
    </div>
  );
}
