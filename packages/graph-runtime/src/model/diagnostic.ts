import { z } from 'zod';

/** A change that would mend the problem; the editor offers it as a link and carries it out as one undo step. */
export const cureSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('insert-delay'), label: z.string(), edge: z.string() }),
  z.strictObject({ type: z.literal('remove-edge'), label: z.string(), edge: z.string() }),
  z.strictObject({ type: z.literal('remove-node'), label: z.string(), node: z.string() }),
  z.strictObject({
    type: z.literal('set-param'),
    label: z.string(),
    node: z.string(),
    param: z.string(),
    value: z.union([z.number(), z.boolean(), z.string()]),
  }),
  z.strictObject({
    type: z.literal('set-schedule'),
    label: z.string(),
    node: z.string(),
    param: z.string(),
    schedule: z.string(),
  }),
  z.strictObject({ type: z.literal('add-node'), label: z.string(), nodeType: z.string() }),
]);
export type Cure = z.infer<typeof cureSchema>;

/** What the user can mend. One function makes them for editor and server alike (validate.ts). */
export const diagnosticSchema = z.strictObject({
  severity: z.enum(['error', 'warning']),
  code: z.enum([
    'node-unknown',
    'node-newer',
    'port-missing',
    'wire-type',
    'wire-twice',
    'wire-dangling',
    'input-missing',
    'param-unknown',
    'param-type',
    'param-range',
    'param-keys',
    'cycle',
    'no-output',
    'output-folder',
    'node-failed',
    'limit',
    'asset-missing',
    'engine-away',
    'engine-choice',
    'workflow',
  ]),
  message: z.string(),
  node: z.string().optional(),
  edge: z.string().optional(),
  port: z.string().optional(),
  param: z.string().optional(),
  frame: z.int().optional(),
  /** The frame is tried again by itself after this time. @unit ms */
  retryAfterMs: z.int().optional(),
  cure: cureSchema.optional(),
});
export type Diagnostic = z.infer<typeof diagnosticSchema>;
export type DiagnosticCode = Diagnostic['code'];
