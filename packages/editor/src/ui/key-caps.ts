const CAPS: Readonly<Record<string, string>> = {
  ...{ mod: 'Ctrl', shift: 'Shift', alt: 'Alt', delete: 'Del', escape: 'Esc', backspace: 'Backspace' },
  ...{ arrowleft: '←', arrowright: '→', arrowup: '↑', arrowdown: '↓' },
};
const MAC_CAPS: Readonly<Record<string, string>> = { ...CAPS, mod: 'Cmd', alt: 'Option' };

const isMac = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/** `mod+shift+z` as it stands on the keys: `Ctrl Shift Z`, on a Mac `Cmd Shift Z`. */
export function keyCaps(keys: string, mac = isMac): string {
  const caps = mac ? MAC_CAPS : CAPS;
  // '+' is a key too, and the only one that stands alone.
  const parts = keys === '+' ? ['+'] : keys.split('+');
  return parts.map((part) => caps[part] ?? part.toUpperCase()).join(' ');
}
