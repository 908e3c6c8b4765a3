import { ChevronDown, ChevronRight } from 'lucide-react';
import { useState } from 'react';
import { Section } from '../ui/Section.tsx';
import { Markdown } from './Markdown.tsx';
import css from './NodeHelp.module.css';

/** The long help of a node type, folded until it is wanted. */
export function NodeHelp({ help }: { readonly help: string }) {
  const [open, setOpen] = useState(false);
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <Section
      title="How it works"
      aside={
        <button type="button" className={css.fold} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? 'Fold' : 'Read'}
          <Chevron size={12} strokeWidth={1.7} />
        </button>
      }
    >
      {open && <Markdown text={help} />}
    </Section>
  );
}
