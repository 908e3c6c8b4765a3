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
  const wanted = [...new Set(types)];
  const told = classOf === undefined ? [] : await Promise.all(wanted.map(classOf));
  const known = wanted.map((type, at) => [type, told[at] ?? standardClass(type)] as const);
  return {
    table: new Map(known.flatMap(([type, found]) => (found === null ? [] : [[type, found] as const]))),
    missing: wanted.filter((_type, at) => told[at] === null),
  };
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
