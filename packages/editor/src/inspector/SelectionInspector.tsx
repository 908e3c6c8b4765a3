import { CircleSlash, Copy, EyeOff, Trash2 } from 'lucide-react';
import { duplicateSelection, removeSelection, toggleSelectedFlag } from '../store/actions.ts';
import { counted } from '../transport/format.ts';
import { IconButton } from '../ui/IconButton.tsx';
import css from './SelectionInspector.module.css';

/** What can be done with several nodes at once. */
export function SelectionInspector({ count }: { readonly count: number }) {
  return (
    <div className={css.selection}>
      <h3>{counted(count, 'node')} selected</h3>
      <div className={css.actions}>
        <IconButton icon={Copy} label="Duplicate the nodes" keys="mod+d" look="raised" onClick={duplicateSelection}>
          Duplicate
        </IconButton>
        <IconButton
          icon={CircleSlash}
          label="Bypass the nodes"
          keys="b"
          look="raised"
          onClick={() => toggleSelectedFlag('bypassed')}
        >
          Bypass
        </IconButton>
        <IconButton
          icon={EyeOff}
          label="Disable the nodes"
          keys="m"
          look="raised"
          onClick={() => toggleSelectedFlag('disabled')}
        >
          Disable
        </IconButton>
        <IconButton icon={Trash2} label="Remove the nodes" keys="delete" look="raised" onClick={removeSelection}>
          Remove
        </IconButton>
      </div>
    </div>
  );
}
