import type { GraphNode } from '@epoch/graph-runtime/model';
import type { WorkflowReport } from '@epoch/graph-runtime/protocol';
import { useState } from 'react';
import { exposeSocket, takeSocketAway } from '../store/actions.ts';
import { PortShape } from '../ui/PortShape.tsx';
import { Section } from '../ui/Section.tsx';
import { TextField } from '../ui/TextField.tsx';
import css from './WorkflowDialog.module.css';
import { type SocketLine, searchLines, socketLines } from './workflow-view.ts';

interface WorkflowSocketsProps {
  readonly node: GraphNode;
  readonly report: WorkflowReport;
  readonly gesture: string;
}

/** Every input of the workflow, with a tick for those that are sockets of the box. */
export function WorkflowSockets({ node, report, gesture }: WorkflowSocketsProps) {
  const [search, setSearch] = useState('');
  const lines = socketLines(report, node);
  const shown = searchLines(lines, search);
  const count = lines.filter(({ name }) => name !== null).length;
  const toggle = ({ name, socket }: SocketLine) => {
    if (name === null) exposeSocket(node.id, socket, gesture);
    else takeSocketAway(node.id, name, gesture);
  };
  return (
    <Section title="Sockets on the box" aside={<span className={css.count}>{`${count} of ${lines.length}`}</span>}>
      <TextField
        label="Search the inputs"
        placeholder="Search the inputs of the workflow"
        value={search}
        maxLength={100}
        autoFocus
        testId="socket-search"
        onChange={setSearch}
      />
      <ul className={css.sockets} data-testid="workflow-sockets">
        {shown.map((line) => (
          <li key={line.key}>
            <label>
              <input
                type="checkbox"
                checked={line.name !== null}
                data-testid={`expose-${line.key.replace(' ', '-')}`}
                onChange={() => toggle(line)}
              />
              <PortShape type={line.socket.kind === 'choice' ? 'text' : line.socket.kind} />
              <span className={css.label}>{line.label}</span>
              <span className={css.place}>{line.place}</span>
            </label>
          </li>
        ))}
        {shown.length === 0 && <li className={css.dim}>No input is called that.</li>}
      </ul>
    </Section>
  );
}
