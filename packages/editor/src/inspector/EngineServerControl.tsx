import type { GraphNode, TextParam } from '@epoch/graph-runtime/model';
import { Settings2 } from 'lucide-react';
import { openDialog } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { cardOf } from '../store/selectors.ts';
import { Choice } from '../ui/Choice.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import css from './EngineControls.module.css';
import { engineKindOf } from './engine-kind.ts';

export interface EngineControlProps {
  readonly label: string;
  readonly spec: TextParam;
  readonly node: GraphNode;
  readonly value: string;
  readonly disabled: boolean;
  readonly testId: string;
  readonly onChange: (value: string) => void;
}

/** One of the image servers, or any that answers; the gear leads to all of them. */
export function EngineServerControl({ spec, node, value, onChange, ...rest }: EngineControlProps) {
  const servers = useEditor(({ engines }) => engines.servers);
  const kind = useEditor((state) => engineKindOf(spec, node, cardOf(state, node)));
  const names = (servers ?? []).filter((server) => server.kind === kind).map(({ name }) => name);
  const gone = value !== '' && !names.includes(value) ? [{ value, label: `${value} (not on the list)` }] : [];
  const choices = [
    { value: '', label: 'Any that answers' },
    ...names.map((name) => ({ value: name, label: name })),
    ...gone,
  ];
  return (
    <div className={css.row}>
      <Choice {...rest} choices={choices} value={value} onChange={onChange} />
      <IconButton
        icon={Settings2}
        label="Add, change and test image servers"
        testId="btn-manage-servers"
        onClick={() => openDialog('image-servers')}
      />
    </div>
  );
}
