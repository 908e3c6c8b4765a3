/** Several keys may do the same: one row. */
export function shortcutRows(
  shortcuts: readonly { readonly keys: string; readonly does: string }[],
): readonly { readonly does: string; readonly keys: readonly string[] }[] {
  const rows = new Map<string, readonly string[]>();
  for (const { keys, does } of shortcuts) rows.set(does, [...(rows.get(does) ?? []), keys]);
  return [...rows].map(([does, keys]) => ({ does, keys }));
}

const CAPS: Readonly<Record<string, string>> = {
  ...{ mod: 'Ctrl', shift: 'Shift', alt: 'Alt', delete: 'Del', escape: 'Esc', backspace: 'Backspace' },
  ...{ arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓' },
};

/** `mod+shift+z` as it stands on the keys: `Ctrl Shift Z`. */
export function keyCaps(keys: string): string {
  // '+' is a key too, and the only one that stands alone.
  const parts = keys === '+' ? ['+'] : keys.split('+');
  return parts.map((part) => CAPS[part] ?? part.toUpperCase()).join(' ');
}
