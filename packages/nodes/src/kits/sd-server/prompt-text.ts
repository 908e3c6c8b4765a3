/** A block by which a prompt changes the settings of stable-diffusion.cpp on some of its calls; an open one counts too. */
const EXTRA_ARGS = /<sd_cpp_extra_args>[\s\S]*?(?:<\/sd_cpp_extra_args>|$)/gi;
const TAG = /<\/?sd_cpp_extra_args>/gi;

/** The prompt without anything that a server would take for orders rather than for a picture. */
export function plainPrompt(prompt: string): string {
  let before = prompt;
  // What is left after a cut may form a new block, so it is cut until nothing changes.
  for (;;) {
    const after = before.replace(EXTRA_ARGS, '').replace(TAG, '');
    if (after === before) return after;
    before = after;
  }
}
