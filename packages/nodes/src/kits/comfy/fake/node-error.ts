/** A failure inside a node, with the name that Python gives it. */
export interface NodeError extends Error {
  readonly pythonType: string;
}

export function nodeError(pythonType: string, message: string): NodeError {
  return Object.assign(new Error(message), { pythonType });
}

export function isNodeError(error: unknown): error is NodeError {
  return error instanceof Error && 'pythonType' in error;
}

export const INTERRUPTED = 'comfy.model_management.InterruptProcessingException';

/** Lines in the shape of a Python traceback; no file of the real server is named. */
export function traceback(...places: readonly string[]): string[] {
  return places.map((place) => `  File "/comfy/app/execution.py", line 1, in ${place}\n    (source line)\n`);
}
