import { EpochError } from '@epoch/graph-runtime/model';
import type { PreviousSockets, WorkflowReport } from '@epoch/graph-runtime/protocol';
import { type ComfyFacts, describeWorkflow, readWorkflow } from '@epoch/nodes/engines';
import type { EngineClients } from '../engines/engine-clients.ts';
import { withinPatience } from '../engines/patience.ts';
import { kindOf } from '../storage/magic.ts';
import type { KeptWorkflow, WorkflowStore } from './workflow-store.ts';

/** Without a server the usual classes are known all the same, so nobody waits long for one. @unit ms */
const PATIENCE_MS = 4000;
/** Pictures are large by their pixels; a workflow as text is not. @unit bytes */
const TEXT_LIMIT_BYTES = 16 * 1024 * 1024;
const NAME_LETTERS = 80;
const NOT_CHECKED = 'No ComfyUI answered, so it is not known whether it has the models and classes of this workflow.';

type Previous = NonNullable<Parameters<typeof describeWorkflow>[0]['previous']>;

/** Takes workflow files in and tells what is in them, with what the named server (or any) knows of their classes. */
export interface WorkflowDesk {
  /**
   * Sockets of the workflow before this one that are still there keep their names and places.
   *
   * @throws EpochError WORKFLOW_INVALID, IMAGE_INVALID, UPLOAD_TOO_LARGE in a sentence that says what to do
   */
  takeIn(
    file: { readonly name: string; readonly bytes: Uint8Array },
    server: string,
    previous?: PreviousSockets | null,
  ): Promise<WorkflowReport>;
  /** @throws EpochError WORKFLOW_NOT_FOUND */
  report(id: string, server: string): Promise<WorkflowReport>;
  confirm(id: string): Promise<WorkflowReport>;
}

export function createWorkflowDesk(
  store: WorkflowStore,
  clients: EngineClients,
  { patienceMs = PATIENCE_MS }: { readonly patienceMs?: number } = {},
): WorkflowDesk {
  /** The work done with a server's knowledge, or without when there is none or it goes away meanwhile. */
  async function withServer<T>(server: string, work: (facts: ComfyFacts | null) => Promise<T>): Promise<T> {
    const facts = await withinPatience(clients.comfyFacts(server), patienceMs);
    try {
      return await work(facts);
    } catch (error) {
      const isAway = error instanceof EpochError && (error.code === 'ENGINE_AWAY' || error.code === 'ENGINE_REFUSED');
      if (!isAway || facts === null) throw error;
      return work(null);
    }
  }

  async function tell(
    workflow: KeptWorkflow,
    facts: ComfyFacts | null,
    previous: Previous | null = null,
  ): Promise<WorkflowReport> {
    const description = await describeWorkflow({
      ...workflow,
      format: workflow.source,
      ...(previous === null ? {} : { previous }),
      ...(facts === null ? {} : { server: { name: facts.name, classOf: facts.classOf } }),
    });
    const warnings = facts === null ? [...description.warnings, NOT_CHECKED] : description.warnings;
    return { ...description, warnings };
  }

  /** A workflow that is not kept any more says nothing about its sockets. */
  async function before(previous: PreviousSockets | null): Promise<Previous | null> {
    const kept = previous === null ? null : await store.read(previous.workflow).catch(() => null);
    return kept === null || previous === null ? null : { graph: kept.graph, exposed: previous.sockets };
  }

  return {
    async takeIn({ name, bytes }, server, previous = null) {
      if (kindOf(bytes)?.kind !== 'image' && bytes.length > TEXT_LIMIT_BYTES) throw tooLarge();
      const sockets = await before(previous);
      return withServer(server, async (facts) => {
        const read = await readWorkflow(bytes, facts?.classOf);
        return tell(await store.keep(read, nameFor(name), bytes), facts, sockets);
      });
    },
    report: async (id, server) => {
      const workflow = await store.read(id);
      return withServer(server, (facts) => tell(workflow, facts));
    },
    confirm: async (id) => {
      const workflow = await store.confirm(id);
      return withServer('', (facts) => tell(workflow, facts));
    },
  };
}

/** The file's own name without folder and ending. */
function nameFor(given: string): string {
  const file = given.split(/[\\/]/).at(-1) ?? '';
  const stem = file.replace(/(\.api)?\.(json|png|webp)$/i, '').replace(/[\p{C}\s]+/gu, ' ');
  return stem.trim().slice(0, NAME_LETTERS) || 'Workflow';
}

function tooLarge(): EpochError {
  const message = `This file is too large for a workflow: ${TEXT_LIMIT_BYTES / (1024 * 1024)} MB is the most.`;
  return new EpochError('UPLOAD_TOO_LARGE', message, { detail: { limitBytes: TEXT_LIMIT_BYTES } });
}
