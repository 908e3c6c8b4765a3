import type { ApiGraph } from '../comfy/comfy.ts';

/** Workflow files that the user brought, by the sha256 of their API form. */
export interface WorkflowFiles {
  /** @throws EpochError WORKFLOW_NOT_FOUND */
  read(id: string): Promise<StoredWorkflow>;
}

export interface StoredWorkflow {
  readonly id: string;
  readonly name: string;
  readonly graph: ApiGraph;
  /** The user has agreed to its custom classes (or it has none). */
  readonly confirmed: boolean;
  readonly customClasses: readonly string[];
  /** Node that gives the picture; null when none was found or chosen. */
  readonly output: string | null;
}
