/** Several keys may do the same: one row. */
export function shortcutRows(
  shortcuts: readonly { readonly keys: string; readonly does: string }[],
): readonly { readonly does: string; readonly keys: readonly string[] }[] {
  const rows = new Map<string, readonly string[]>();
  for (const { keys, does } of shortcuts) rows.set(does, [...(rows.get(does) ?? []), keys]);
  return [...rows].map(([does, keys]) => ({ does, keys }));
}
