import { type GraphNode, isScheduled, type NodeCard } from '@epoch/graph-runtime/model';
import { CircleSlash, EyeOff } from 'lucide-react';
import { setNodeFlag } from '../store/actions.ts';
import { useEditor } from '../store/editor-store.ts';
import { cardOf, problemsByNode } from '../store/selectors.ts';
import { cssVars } from '../ui/css-vars.ts';
import { IconButton } from '../ui/IconButton.tsx';
import { NodeIcon } from '../ui/NodeIcon.tsx';
import { Section } from '../ui/Section.tsx';
import { LoopHealth } from './LoopHealth.tsx';
import { NodeHelp } from './NodeHelp.tsx';
import css from './NodeInspector.module.css';
import { NodeName } from './NodeName.tsx';
import { NodeTimings } from './NodeTimings.tsx';
import { ParamField } from './ParamField.tsx';
import { ProblemNote } from './ProblemNote.tsx';
import { rowsOf } from './param-rows.ts';
import { type ParamSection, paramState, sectionsOf } from './param-state.ts';
import { TeleportSection } from './TeleportSection.tsx';

/** Everything about one node: name, what is wrong with it, its params by section, what it costs, how it works. */
export function NodeInspector({ node }: { readonly node: GraphNode }) {
  const card = useEditor((state) => cardOf(state, node));
  const problem = useEditor((state) => problemsByNode(state).get(node.id));
  return (
    <div className={css.node}>
      <header className={css.head}>
        <span className={css.icon}>{card !== null && <NodeIcon path={card.icon} />}</span>
        <NodeName node={node} typeTitle={card?.title ?? node.type} />
        <IconButton
          icon={CircleSlash}
          label={node.bypassed === true ? 'Let it work again' : 'Bypass: hand the picture on untouched'}
          keys="b"
          testId="btn-bypass"
          active={node.bypassed === true}
          onClick={() => setNodeFlag(node.id, 'bypassed', node.bypassed !== true)}
        />
        <IconButton
          icon={EyeOff}
          label={node.disabled === true ? 'Let it run again' : 'Disable: it does not run, nor does what needs it'}
          keys="m"
          testId="btn-disable"
          active={node.disabled === true}
          onClick={() => setNodeFlag(node.id, 'disabled', node.disabled !== true)}
        />
      </header>
      <p className={css.doc}>
        {card?.doc ?? 'This program has no node of this type. It may come from a newer version.'}
      </p>
      {problem !== undefined && <ProblemNote problem={problem} />}
      {card !== null && <Params node={node} card={card} />}
      {card?.cue === 'teleport' && <TeleportSection node={node.id} />}
      {card !== null && (card.category === 'generate' || card.category === 'feedback') && <LoopHealth />}
      <NodeTimings node={node.id} />
      {card !== null && card.help !== '' && <NodeHelp help={card.help} />}
    </div>
  );
}

function Params({ node, card }: { readonly node: GraphNode; readonly card: NodeCard }) {
  const document = useEditor(({ graph }) => graph.document);
  if (document === null) return null;
  const lookUp = (name: string) => {
    const spec = card.params[name];
    return spec === undefined ? '' : paramState({ document, node, name, spec }, 0).value;
  };
  return sectionsOf(card, lookUp).map((section) =>
    section.title === '' ? (
      <div key="" className={css.rows}>
        <Rows node={node} section={section} />
      </div>
    ) : (
      <Section key={section.title} title={section.title}>
        <Rows node={node} section={section} />
      </Section>
    ),
  );
}

function Rows({ node, section }: { readonly node: GraphNode; readonly section: ParamSection }) {
  // A schedule needs room to write.
  const scheduled = Object.keys(node.params).filter((name) => isScheduled(node.params[name]));
  return rowsOf(section.params, new Set(scheduled)).map(({ params }) => (
    <div key={params.map(([name]) => name).join()} className={css.row} style={cssVars({ '--columns': params.length })}>
      {params.map(([name, spec]) => (
        <ParamField key={name} node={node} name={name} spec={spec} />
      ))}
    </div>
  ));
}
