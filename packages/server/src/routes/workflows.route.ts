import { EpochError } from '@epoch/graph-runtime/model';
import { http, type PreviousSockets } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';
import { readUpload } from './upload.ts';

const { query } = http.readWorkflow;
/** The sockets of a box with hundreds of them. @unit bytes */
const PREVIOUS_BYTES = 48 * 1024;

export function registerWorkflowRoutes(app: FastifyInstance, { workflows }: RouteServices): void {
  app.route({
    method: 'POST',
    url: http.WORKFLOW_UPLOAD_URL,
    schema: {
      summary:
        'Stores a ComfyUI workflow: multipart, one file (JSON, or a PNG or WebP that carries one), and in the field ' +
        '"previous" the sockets of the workflow before it as JSON.',
      tags: ['workflows'],
      querystring: query,
      consumes: ['multipart/form-data'],
      response: { 200: http.workflowReportSchema },
    },
    handler: async (request) => {
      const { server } = query.parse(request.query);
      const { file, fields } = await readUpload(request, ['previous'], PREVIOUS_BYTES);
      if (file === null || file.bytes.length === 0) {
        throw new EpochError('REQUEST_INVALID', 'There is no file in this request.', { detail: { field: 'file' } });
      }
      return workflows.takeIn(file, server, previousIn(fields.previous));
    },
  });
  mount(app, http.readWorkflow, ({ params, query: { server } }) => workflows.report(params.id, server));
  mount(app, http.confirmWorkflow, ({ params }) => workflows.confirm(params.id));
}

function previousIn(text: string | undefined): PreviousSockets | null {
  if (text === undefined || text === '') return null;
  try {
    return http.previousSocketsSchema.parse(JSON.parse(text));
  } catch (cause) {
    const message = 'The field "previous" has to hold {"workflow", "sockets"} of the box as JSON, or nothing.';
    throw new EpochError('REQUEST_INVALID', message, { detail: { field: 'previous' }, cause });
  }
}
