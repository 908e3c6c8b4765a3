import type { ApiGraph, ComfyClass } from '../comfy.ts';
import type { ClassTable } from './api-graph.ts';
import { standardClass } from './standard/standard-classes.ts';

/** Tells what a server knows of a class; null when it has none of that name. */
export type ClassOf = (type: string) => Promise<ComfyClass | null>;

export interface Classes {
  /** From the server, else from the table of usual classes. */
  readonly table: ClassTable;
  /** Classes that the server says it has not; empty when no server was asked. */
  readonly missing: readonly string[];
}

/** Gathers what is known of the classes of a workflow. Without a server the table of usual classes has to do. */
export async function gatherClasses(types: Iterable<string>, classOf?: ClassOf): Promise<Classes> {
  const table = new Map<string, ComfyClass>();
  const missing: string[] = [];
  for (const type of new Set(types)) {
    const told = (await classOf?.(type)) ?? null;
    if (told === null && classOf !== undefined) missing.push(type);
    const known = told ?? standardClass(type);
    if (known !== null) table.set(type, known);
  }
  return { table, missing };
}

/** What is known of a workflow's classes without any server. */
export function standardTable(graph: ApiGraph): ClassTable {
  const types = new Set(Object.values(graph).map(({ class_type }) => class_type));
  return new Map(
    [...types].flatMap((type) => {
      const known = standardClass(type);
      return known === null ? [] : [[type, known] as const];
    }),
  );
}
