import { SHORTCUTS } from '../keys/shortcuts.ts';
import { openDialog } from '../store/actions.ts';
import { Dialog } from '../ui/Dialog.tsx';
import { keyCaps } from '../ui/key-caps.ts';
import css from './ShortcutsDialog.module.css';
import { shortcutRows } from './shortcut-rows.ts';

/** All shortcuts, what they do first. */
export function ShortcutsDialog() {
  return (
    <Dialog title="Shortcuts" width={560} onClose={() => openDialog(null)} testId="shortcuts">
      <ul className={css.list}>
        {shortcutRows(SHORTCUTS).map(({ does, keys }) => (
          <li key={does}>
            <span>{does}</span>
            {keys.map((combination) => (
              <kbd key={combination}>{keyCaps(combination)}</kbd>
            ))}
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
