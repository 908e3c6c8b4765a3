import { z } from 'zod';
import { exposedSchema } from './exposed.ts';
import { EASINGS, type ParamInput } from './param.ts';

/** Version of the document's own shape (not of the nodes in it). `migrate.ts` brings older ones up. */
export const SCHEMA_VERSION = 1;

const id = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/, 'an id has 1 to 64 letters, digits, - or _');
const portName = z.string().regex(/^[a-z][A-Za-z0-9]{0,63}$/, 'a port name is camelCase');
const coordinate = z.number().min(-1e6).max(1e6);
const point = z.strictObject({ x: coordinate, y: coordinate });

/** Longest text that a document holds. What a param takes is less, and told at the param. @unit characters */
const LONGEST_TEXT = 100_000;
const text = z.string().max(LONGEST_TEXT, `a text has at most ${LONGEST_TEXT} characters`);
const scalar = z.union([z.number(), z.boolean(), text]);

export const keyframeSchema = z.strictObject({
  frame: z.int().min(0).max(10_000_000),
  value: scalar,
  easing: z.enum(EASINGS),
  curve: z
    .tuple([
      z.number().min(0).max(1),
      z.number().min(-10).max(10),
      z.number().min(0).max(1),
      z.number().min(-10).max(10),
    ])
    .optional(),
  fadeFrames: z.int().min(0).max(10_000).optional(),
});
export const paramInputSchema = z.union([
  scalar,
  z.strictObject({ keys: z.array(keyframeSchema).min(1).max(10_000) }),
  z.strictObject({ schedule: z.string().min(1).max(40_000) }),
]);

export const nodeSchema = z.strictObject({
  id,
  type: z.string().regex(/^[A-Z][A-Za-z0-9]{0,63}$/),
  version: z.int().min(1),
  /** The user's own name for the box. */
  title: z.string().max(120).optional(),
  position: point,
  /** @unit px at zoom 1 */
  width: z.number().min(120).max(1200).optional(),
  params: z.record(portName, paramInputSchema),
  /** Sockets of this box alone, by name; only where the type's card says `exposes`. */
  exposed: z.record(portName, exposedSchema).optional(),
  /** Hands its input on untouched. */
  bypassed: z.boolean().optional(),
  /** Does not run, and neither does what needs it. */
  disabled: z.boolean().optional(),
});

const end = z.strictObject({ node: id, port: portName });
export const edgeSchema = z.strictObject({ id, from: end, to: end });

/** A titled frame drawn behind nodes. */
export const groupSchema = z.strictObject({
  id,
  title: z.string().max(120),
  position: point,
  size: z.strictObject({ width: z.number().min(40).max(1e5), height: z.number().min(40).max(1e5) }),
});

/** Tempo of a film that has none of its own. @unit beats per minute */
export const DEFAULT_BPM = 120;

export const settingsSchema = z.strictObject({
  /** @unit px */
  width: z.int().min(64).max(4096).multipleOf(2),
  height: z.int().min(64).max(4096).multipleOf(2),
  fps: z.number().min(1).max(120),
  /** Beats per minute: what keys in beats are counted by; DEFAULT_BPM when not set. */
  bpm: z.number().min(20).max(400).optional(),
  /** Length of the film; null runs until stopped. */
  frames: z.int().min(1).max(10_000_000).nullable(),
  /** null draws one for each new production. */
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).nullable(),
});

export const graphSchema = z.strictObject({
  format: z.literal('epochstreamer-graph'),
  schemaVersion: z.literal(SCHEMA_VERSION),
  id,
  name: z.string().min(1).max(120),
  description: z.string().max(2000),
  /** Rises with every saved change. */
  revision: z.int().min(0),
  settings: settingsSchema,
  nodes: z.record(id, nodeSchema),
  edges: z.record(id, edgeSchema),
  groups: z.record(id, groupSchema),
});

export type NodeId = string;
export type EdgeId = string;
export type XY = z.infer<typeof point>;
export type GraphNode = z.infer<typeof nodeSchema>;
export type GraphEdge = z.infer<typeof edgeSchema>;
export type GraphGroup = z.infer<typeof groupSchema>;
export type GraphSettings = z.infer<typeof settingsSchema>;
export type GraphDocument = z.infer<typeof graphSchema>;

export const NODE_LIMIT = 10_000;
export const EDGE_LIMIT = 50_000;

/** A param as a document holds it: a copy, so that nothing in a document is shared with who gave it. */
export function storedParam(input: ParamInput): GraphNode['params'][string] {
  if (typeof input !== 'object') return input;
  if ('schedule' in input) return { schedule: input.schedule };
  return { keys: input.keys.map(({ curve, ...key }) => (curve === undefined ? key : { ...key, curve: [...curve] })) };
}
