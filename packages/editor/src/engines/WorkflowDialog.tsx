import type { GraphNode } from '@epoch/graph-runtime/model';
import type { WorkflowReport } from '@epoch/graph-runtime/protocol';
import { useEffect, useState } from 'react';
import { confirmWorkflow, openDialog, readWorkflow } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { serverNameOf } from '../store/engines-slice.ts';
import { newId } from '../store/ids.ts';
import { cardOf } from '../store/selectors.ts';
import { workflowOf } from '../store/workflow-edits.ts';
import { counted } from '../transport/format.ts';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Section } from '../ui/Section.tsx';
import css from './WorkflowDialog.module.css';
import { WorkflowQuestions } from './WorkflowQuestions.tsx';
import { WorkflowSockets } from './WorkflowSockets.tsx';

const FORMATS: Readonly<Record<WorkflowReport['format'], string>> = {
  api: 'API format',
  ui: 'editor format, converted',
  png: 'out of a PNG',
  webp: 'out of a WebP',
};

/** What was found in the workflow of a box, what is still to be chosen, and which inputs become sockets. */
export function WorkflowDialog() {
  const node = useEditor(({ graph, view }) => graph.document?.nodes[view.workflowNode ?? '']);
  const card = useEditor((state) => (node === undefined ? null : cardOf(state, node)));
  const id = node === undefined || card === null ? '' : workflowOf(card, node);
  const report = useEditor(({ engines }) => engines.workflows[id]);
  const server = serverNameOf(node);
  const [lost, setLost] = useState(false);
  useEffect(() => {
    let open = true;
    setLost(false);
    if (id !== '') void readWorkflow(id, server, true).then((known) => open && setLost(!known));
    return () => {
      open = false;
    };
  }, [id, server]);
  const close = () => openDialog(null);
  const done = (
    <Button look="main" onClick={close} testId="btn-workflow-done">
      Done
    </Button>
  );
  return (
    <Dialog title="ComfyUI workflow" width={640} onClose={close} testId="workflow-dialog" footer={done}>
      {node === undefined || report === undefined ? (
        <p className={css.dim}>{waitingWords(id, lost)}</p>
      ) : (
        <Report node={node} report={report} />
      )}
    </Dialog>
  );
}

function waitingWords(id: string, lost: boolean): string {
  if (id === '') return 'This box holds no workflow yet.';
  return lost ? 'The workflow of this box cannot be read. Drop its file on the box again.' : 'Reading the workflow ...';
}

function Report({ node, report }: { readonly node: GraphNode; readonly report: WorkflowReport }) {
  // All that is changed in one visit is one undo step.
  const [gesture] = useState(() => newId('sockets'));
  return (
    <div className={css.report}>
      <header>
        <b>{report.name}</b>
        <p className={css.dim}>
          {counted(report.nodeCount, 'node')}, {FORMATS[report.format]}
        </p>
      </header>
      <Sentences sentences={report.warnings} tone="warning" />
      {report.customClasses.length > 0 && <CustomClasses report={report} />}
      <WorkflowQuestions node={node} report={report} gesture={gesture} />
      <WorkflowSockets node={node} report={report} gesture={gesture} />
      {report.conversion.length > 0 && (
        <Section title="Not taken over from the file">
          <Sentences sentences={report.conversion} tone="dim" />
        </Section>
      )}
    </div>
  );
}

function Sentences({ sentences, tone }: { readonly sentences: readonly string[]; readonly tone: 'warning' | 'dim' }) {
  if (sentences.length === 0) return null;
  return (
    <ul className={css.sentences} data-tone={tone}>
      {sentences.map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  );
}

/** Classes that run code from elsewhere on the image server: named, and agreed to once. */
function CustomClasses({ report }: { readonly report: WorkflowReport }) {
  const { customClasses, confirmed, id } = report;
  return (
    <div className={css.custom} data-confirmed={confirmed ? '' : undefined} data-testid="custom-classes">
      <p>
        {confirmed
          ? 'You agreed to send these classes, which are no part of ComfyUI itself:'
          : 'This workflow uses classes that are no part of ComfyUI itself. Nothing is sent until you agree to them:'}
      </p>
      <p className={css.classes}>{customClasses.join(', ')}</p>
      {confirmed ? null : (
        <Button testId="btn-confirm-workflow" onClick={() => void confirmWorkflow(id)}>
          Agree to send them
        </Button>
      )}
    </div>
  );
}
