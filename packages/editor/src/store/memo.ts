import type { EditorState } from './state.ts';

/** Computes from two parts of the state, and again only when one of them is another value. */
export function memoTwo<A, B, R>(
  readA: (state: EditorState) => A,
  readB: (state: EditorState) => B,
  compute: (a: A, b: B) => R,
): (state: EditorState) => R {
  let last: { readonly a: A; readonly b: B; readonly result: R } | null = null;
  return (state) => {
    const a = readA(state);
    const b = readB(state);
    if (last === null || last.a !== a || last.b !== b) last = { a, b, result: compute(a, b) };
    return last.result;
  };
}
