import type { GraphNode } from '@epoch/graph-runtime/model';
import { FileUp, Workflow } from 'lucide-react';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { bringWorkflow, openWorkflow, readWorkflow } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { serverNameOf } from '../store/engines-slice.ts';
import { cardOf } from '../store/selectors.ts';
import { workflowOf } from '../store/workflow-edits.ts';
import { counted } from '../transport/format.ts';
import { Button } from '../ui/Button.tsx';
import { FilePicker } from '../ui/FilePicker.tsx';
import css from './EngineControls.module.css';

interface WorkflowControlProps {
  readonly label: string;
  readonly node: GraphNode;
  readonly disabled: boolean;
}

const ICON = { size: 14, strokeWidth: 1.7 } as const;
const ACCEPT = '.json,.png,.webp,application/json,image/png,image/webp';

/** The workflow of a box: a place to drop one, then its name, its sockets and a way to change it. */
export function WorkflowControl({ label, node, disabled }: WorkflowControlProps) {
  const id = useEditor((state) => {
    const card = cardOf(state, node);
    return card === null ? '' : workflowOf(card, node);
  });
  const report = useEditor(({ engines }) => engines.workflows[id]);
  const [over, setOver] = useState(false);
  const file = useRef<HTMLInputElement>(null);
  const server = serverNameOf(node);
  useEffect(() => {
    if (id !== '') void readWorkflow(id, server);
  }, [id, server]);

  const bring = (picked: File) => void bringWorkflow(picked, { node: node.id });
  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      const [picked] = event.dataTransfer.files;
      if (picked !== undefined) bring(picked);
    },
  };
  const picker = <FilePicker ref={file} accept={ACCEPT} testId="workflow-input" onPick={bring} />;
  if (id === '') {
    return (
      <>
        <button
          type="button"
          className={css.drop}
          aria-label={label}
          disabled={disabled}
          data-over={over ? '' : undefined}
          data-testid="workflow-drop"
          onClick={() => file.current?.click()}
          {...drop}
        >
          <FileUp {...ICON} />
          <span>Drop a ComfyUI workflow here, or choose a file</span>
          <small>JSON, or a PNG or WebP that ComfyUI saved</small>
        </button>
        {picker}
      </>
    );
  }
  const sockets = counted(Object.keys(node.exposed ?? {}).length, 'socket');
  return (
    <div className={css.workflow} data-over={over ? '' : undefined} {...drop}>
      <Workflow {...ICON} />
      <div>
        <b title={report?.name}>{report?.name ?? 'Workflow'}</b>
        <p>{report === undefined ? sockets : `${counted(report.nodeCount, 'node')}, ${sockets}`}</p>
      </div>
      <Button look="link" testId="btn-open-workflow" onClick={() => openWorkflow(node.id)}>
        Sockets
      </Button>
      <Button look="link" disabled={disabled} onClick={() => file.current?.click()}>
        Change
      </Button>
      {picker}
    </div>
  );
}
