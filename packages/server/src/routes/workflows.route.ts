import { EpochError } from '@epoch/graph-runtime/model';
import { http } from '@epoch/graph-runtime/protocol';
import type { FastifyInstance } from 'fastify';
import { mount } from './mount.ts';
import type { RouteServices } from './services.ts';
import { readUpload } from './upload.ts';

const { query } = http.readWorkflow;

export function registerWorkflowRoutes(app: FastifyInstance, { workflows }: RouteServices): void {
  app.route({
    method: 'POST',
    url: http.WORKFLOW_UPLOAD_URL,
    schema: {
      summary: 'Stores a ComfyUI workflow: multipart, one file (JSON, or a PNG or WebP that carries one).',
      tags: ['workflows'],
      querystring: query,
      consumes: ['multipart/form-data'],
      response: { 200: http.workflowReportSchema },
    },
    handler: async (request) => {
      const { server } = query.parse(request.query);
      const { file } = await readUpload(request, []);
      if (file === null || file.bytes.length === 0) {
        throw new EpochError('REQUEST_INVALID', 'There is no file in this request.', { detail: { field: 'file' } });
      }
      return workflows.takeIn(file, server);
    },
  });
  mount(app, http.readWorkflow, ({ params, query: { server } }) => workflows.report(params.id, server));
  mount(app, http.confirmWorkflow, ({ params }) => workflows.confirm(params.id));
}
