import { cardOfBox, type Diagnostic, type GraphNode, type NodeCard } from '@epoch/graph-runtime/model';
import { type NodeProps, NodeResizeControl, useStore } from '@xyflow/react';
import { useMemo } from 'react';
import { applyCure, resizeNode, toggleExpanded } from '../store/actions.ts';
import { type EditorState, useEditor } from '../store/editor-store.ts';
import {
  filmInView,
  frameInView,
  problemsByNode,
  progressOf,
  remarkOf,
  reportOf,
  runsOpenGraph,
  waitOf,
  wiredPorts,
} from '../store/selectors.ts';
import { wordsWithoutPicture } from './empty-words.ts';
import { faceRows } from './face-rows.ts';
import { textOnFace } from './face-values.ts';
import type { BoxNode } from './flow-model.ts';
import { NODE_WIDTH_PX } from './flow-model.ts';
import styles from './NodeBox.module.css';
import { NodeTitle } from './NodeTitle.tsx';
import { PreviewCanvas } from './PreviewCanvas.tsx';
import { previewSource, previewWidth } from './preview-source.ts';
import { InputRow, OutputRow } from './SocketRow.tsx';
import { WaitLine } from './WaitLine.tsx';
import { zoomBand } from './zoom-band.ts';

/** The face of a node, drawn from its card. */
export function NodeBox({ id, selected }: NodeProps<BoxNode>) {
  const node = useEditor(({ graph }) => graph.document?.nodes[id]);
  const card = useEditor(({ catalogue }) => cardOfBox(catalogue.cards, node));
  const problem = useEditor((state) => problemsByNode(state).get(id));
  const waits = useEditor((state) => waitOf(state, id) !== null);
  if (node === undefined) return null;
  const state = node.disabled === true ? 'disabled' : node.bypassed === true ? 'bypassed' : 'on';
  return (
    <article
      className={styles.node}
      data-node-id={id}
      data-testid={`node-${id}`}
      data-selected={selected ? '' : undefined}
      data-state={state}
      data-severity={waits ? 'warning' : problem?.severity}
    >
      <NodeTitle node={node} card={card} state={state} />
      <Remark id={id} />
      <Progress id={id} />
      {waits ? (
        <WaitLine id={id} />
      ) : problem === undefined ? null : (
        <ProblemLine node={node} card={card} problem={problem} />
      )}
      {card === undefined ? <UnknownBody type={node.type} /> : <NodeBody node={node} card={card} />}
      <NodeResizeControl
        position="right"
        // Scaled up when zoomed out, it would reach over the sockets of the boxes above and below.
        autoScale={false}
        resizeDirection="horizontal"
        minWidth={140}
        maxWidth={720}
        className={styles.resize ?? ''}
        onResizeEnd={(_, { x, y, width }) => resizeNode(id, width, { x, y })}
      />
    </article>
  );
}

function NodeBody({ node, card }: { readonly node: GraphNode; readonly card: NodeCard }) {
  const { id } = node;
  const wired = useEditor((state) => wiredPorts(state, id));
  const expanded = useEditor(({ view }) => view.expandedNodes.includes(id));
  const face = useMemo(() => faceRows(card, node, new Set(wired.split(' ')), expanded), [card, node, wired, expanded]);
  return (
    <>
      <NodePicture node={node} card={card} />
      <div className={styles.rows}>
        <ul>
          {face.inputs.map((row) => (
            <InputRow key={row.port} node={id} row={row} />
          ))}
        </ul>
        {face.folded > 0 || expanded ? (
          <button type="button" className={`${styles.more} nodrag`} onClick={() => toggleExpanded(id)}>
            {expanded ? 'Show fewer' : `${face.folded} more`}
          </button>
        ) : null}
        <ul>
          {face.outputs.map((row) => (
            <OutputRow key={row.port} node={id} row={row} />
          ))}
        </ul>
      </div>
    </>
  );
}

/** The picture that goes through a node, else the text it gives. */
function NodePicture({ node, card }: { readonly node: GraphNode; readonly card: NodeCard }) {
  const source = useEditor(({ graph }) =>
    graph.document === null ? null : previewSource(graph.document, card, node.id),
  );
  const filmWidth = useEditor(({ graph }) => graph.document?.settings.width ?? 16);
  const filmHeight = useEditor(({ graph }) => graph.document?.settings.height ?? 9);
  const watched = useEditor((state) => state.view.previews && runsOpenGraph(state));
  const askWidth = useStore(({ transform }) =>
    previewWidth(node.width ?? NODE_WIDTH_PX, zoomBand(transform[2]).asked, window.devicePixelRatio),
  );
  const live = useStore(({ transform }) => zoomBand(transform[2]).detail !== 'blocks');
  const emptyWords = useEditor((state) => wordsWithoutPicture(state, node));
  const text = useEditor((state) =>
    source === null ? textOnFace(card, node, lastOf(state, node.id), frameInView(state), filmInView(state)) : null,
  );
  if (source !== null) {
    return (
      <PreviewCanvas
        source={source}
        filmWidth={filmWidth}
        filmHeight={filmHeight}
        askWidth={watched ? askWidth : null}
        emptyWords={emptyWords}
        live={live}
      />
    );
  }
  return text === null ? null : <p className={styles.say}>{text}</p>;
}

const lastOf = (state: EditorState, id: string) => ({
  report: reportOf(state, id),
  frame: state.run.frame,
  wired: wiredPorts(state, id),
});

interface ProblemLineProps {
  readonly node: GraphNode;
  readonly card: NodeCard | undefined;
  readonly problem: Diagnostic;
}

/** What is wrong and what helps: over the picture, so that the box keeps its size; a box without one makes room. */
function ProblemLine({ node, card, problem }: ProblemLineProps) {
  const { message, cure } = problem;
  const hasPicture = useEditor(
    ({ graph }) =>
      graph.document !== null && card !== undefined && previewSource(graph.document, card, node.id) !== null,
  );
  return (
    <div className={hasPicture ? styles.over : undefined}>
      <p className={styles.problem}>
        <span className={styles.why} title={message}>
          {message}
        </span>
        {cure === undefined ? null : (
          <button type="button" className={`${styles.cure} nodrag`} onClick={() => applyCure(problem)}>
            {cure.label}
          </button>
        )}
      </p>
    </div>
  );
}

/** What the node says of itself: which model it took, which server. */
function Remark({ id }: { readonly id: string }) {
  const words = useEditor((state) => remarkOf(state, id));
  return words === '' ? null : (
    <p className={styles.remark} title={words} data-testid={`remark-${id}`}>
      {words}
    </p>
  );
}

/** A hairline that grows while the node's engine works on a frame. */
function Progress({ id }: { readonly id: string }) {
  const done = useEditor((state) => progressOf(state, id));
  return done === null ? null : (
    <div className={styles.progress}>
      <span style={{ transform: `scaleX(${done})` }} />
    </div>
  );
}

function UnknownBody({ type }: { readonly type: string }) {
  return <p className={styles.unknown}>This program has no node called {type}. It is kept as it is.</p>;
}
