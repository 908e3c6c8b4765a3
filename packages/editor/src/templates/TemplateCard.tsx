import type { TemplateSummary } from '@epoch/graph-runtime/protocol';
import { Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { deleteTemplate } from '../store/actions.ts';
import { counted } from '../transport/format.ts';
import css from './TemplateCard.module.css';

interface TemplateCardProps {
  readonly template: TemplateSummary;
  /** The button that starts with it. */
  readonly children: ReactNode;
  /** Offers to throw away templates of the user. */
  readonly removable?: boolean;
}

/** A template: a picture its own graph has made, drifting slowly inwards as its film does, its name and what it is. */
export function TemplateCard({ template, children, removable = false }: TemplateCardProps) {
  const { id, name, description, nodeCount, thumbnail, builtIn } = template;
  return (
    <article className={css.card} data-testid={`template-${id}`}>
      <div className={css.picture}>
        {thumbnail === null ? <span>No picture yet</span> : <img src={thumbnail} alt="" draggable={false} />}
      </div>
      <div className={css.words}>
        <h3>{name}</h3>
        <p>{description}</p>
      </div>
      <footer className={css.foot}>
        <span>{counted(nodeCount, 'node')}</span>
        {removable && !builtIn && (
          <button type="button" title="Move this template to the trash" onClick={() => void deleteTemplate(id)}>
            <Trash2 size={14} strokeWidth={1.7} />
          </button>
        )}
        {children}
      </footer>
    </article>
  );
}
