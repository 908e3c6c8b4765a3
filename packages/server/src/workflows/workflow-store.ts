import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { EpochError } from '@epoch/graph-runtime/model';
import {
  type ApiGraph,
  customClassesOf,
  describeWorkflow,
  exactJson,
  parseStoredWorkflow,
  type ReadWorkflow,
  type StoredWorkflow,
  type WorkflowFiles,
  workflowHash,
} from '@epoch/nodes/engines';
import { z } from 'zod';
import { exists, syncFolder, writeDurably } from '../storage/durable.ts';
import { readJson, writeJson } from '../storage/json-file.ts';
import { createSerial } from '../storage/serial.ts';

const ID = /^[0-9a-f]{64}$/;

const fileSchema = z.strictObject({
  format: z.literal('epochstreamer-workflow'),
  version: z.literal(1),
  name: z.string(),
  /** What the user brought. */
  source: z.enum(['api', 'ui', 'png', 'webp']),
  conversion: z.array(z.string()),
  confirmed: z.boolean(),
  /** The API form as text: it may hold whole numbers that JSON.parse would round. */
  api: z.string(),
});

/** A workflow as it is stored, and what it was read from. */
export interface KeptWorkflow extends StoredWorkflow {
  readonly source: ReadWorkflow['format'];
  readonly conversion: readonly string[];
}

/**
 * Workflows that users brought, in `workflows/<sha256 of the API form>.json`, beside each the file as it came. What a graph
 * names by its id therefore never changes; a changed file is another workflow.
 */
export interface WorkflowStore extends WorkflowFiles {
  /** @throws EpochError WORKFLOW_NOT_FOUND, STORAGE_FAILED when the stored file is damaged */
  read(id: string): Promise<KeptWorkflow>;
  /** Keeps what was read. The same workflow brought again takes the new name; agreement to its classes stays. */
  keep(read: ReadWorkflow, name: string, original: Uint8Array): Promise<KeptWorkflow>;
  /** The user agrees to its custom classes. @throws as `read` */
  confirm(id: string): Promise<KeptWorkflow>;
}

export function openWorkflows(folder: string): WorkflowStore {
  const serial = createSerial();
  /** Each frame of a film reads its workflow. */
  const known = new Map<string, KeptWorkflow>();
  const fileOf = (id: string) => join(folder, `${id}.json`);

  async function read(id: string): Promise<KeptWorkflow> {
    const kept = known.get(id);
    if (kept !== undefined) return kept;
    const raw = ID.test(id) ? await readJson(fileOf(id)) : undefined;
    if (raw === undefined) throw notFound(id);
    const workflow = await fromFile(id, raw);
    known.set(id, workflow);
    return workflow;
  }

  async function save(workflow: KeptWorkflow): Promise<KeptWorkflow> {
    const { id, name, source, conversion, confirmed, graph } = workflow;
    // In its own order, which decides what is found first.
    const api = exactJson(Object.fromEntries(Object.entries(graph).map(([node, told]) => [node, { ...told }])));
    await writeJson(fileOf(id), {
      ...{ format: 'epochstreamer-workflow', version: 1, name, source, conversion, confirmed, api },
    });
    known.set(id, workflow);
    return workflow;
  }

  return {
    read,
    keep: ({ id, graph, format, conversion }, name, original) =>
      serial(id, async () => {
        const before = await read(id).catch(() => null);
        await mkdir(folder, { recursive: true });
        const originalFile = join(folder, `${id}.original`);
        if (!(await exists(originalFile))) await writeDurably(originalFile, original);
        const confirmed = before?.confirmed ?? false;
        const workflow = await save(await keptOf({ id, graph, name, source: format, conversion, confirmed }));
        await syncFolder(folder);
        return workflow;
      }),
    confirm: (id) => serial(id, async () => save({ ...(await read(id)), confirmed: true })),
  };
}

type Face = Pick<KeptWorkflow, 'id' | 'graph' | 'name' | 'source' | 'conversion' | 'confirmed'>;

/** With what follows from the graph alone. */
async function keptOf(face: Face): Promise<KeptWorkflow> {
  const customClasses = customClassesOf(face.graph);
  const { output } = await describeWorkflow({ ...face, format: face.source });
  return { ...face, customClasses, output, confirmed: face.confirmed || customClasses.length === 0 };
}

async function fromFile(id: string, raw: unknown): Promise<KeptWorkflow> {
  const { data } = fileSchema.safeParse(raw);
  const graph = data === undefined ? null : graphIn(data.api);
  // The id stands for what the user has agreed to send.
  if (data === undefined || graph === null || workflowHash(graph) !== id) throw damaged(id);
  const { name, source, conversion, confirmed } = data;
  return keptOf({ id, graph, name, source, conversion, confirmed });
}

function graphIn(api: string): ApiGraph | null {
  try {
    return parseStoredWorkflow(api);
  } catch {
    return null;
  }
}

function notFound(id: string): EpochError {
  const shown = id.slice(0, 64);
  const message = `There is no workflow ${shown.slice(0, 12)} here. Bring its file in again: drop it on the box.`;
  return new EpochError('WORKFLOW_NOT_FOUND', message, { detail: { workflow: shown } });
}

function damaged(id: string): EpochError {
  const message = `The stored workflow ${id.slice(0, 12)} is damaged or was changed. Bring its file in again: drop it on the box.`;
  return new EpochError('WORKFLOW_NOT_FOUND', message, { detail: { workflow: id } });
}
