import type { CSSProperties } from 'react';

type CssVars = CSSProperties & Readonly<Record<`--${string}`, string | number>>;

/** CSS variables as a style: what a component computes goes to its stylesheet by name. */
export function cssVars(variables: CssVars): CSSProperties {
  return variables;
}
