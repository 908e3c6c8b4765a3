import { EpochError, ERROR_STATUS, type ErrorCode } from '@epoch/graph-runtime/model';
import type { ErrorBody } from '@epoch/graph-runtime/protocol';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { hasZodFastifySchemaValidationErrors } from 'fastify-type-provider-zod';

/** Fastify's own refusals under our names. */
const OWN_CODES: Readonly<Record<string, { readonly code: ErrorCode; readonly message: string }>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: { code: 'UPLOAD_TOO_LARGE', message: 'This request is larger than the server takes.' },
  FST_REQ_FILE_TOO_LARGE: { code: 'UPLOAD_TOO_LARGE', message: 'This file is larger than the server takes.' },
  FST_PARTS_LIMIT: { code: 'UPLOAD_TOO_LARGE', message: 'This upload has too many parts.' },
  FST_FILES_LIMIT: { code: 'UPLOAD_TOO_LARGE', message: 'Send one file at a time.' },
  FST_FIELDS_LIMIT: { code: 'UPLOAD_TOO_LARGE', message: 'This upload has too many fields.' },
  FST_ERR_CTP_INVALID_MEDIA_TYPE: { code: 'MEDIA_TYPE', message: 'Send the body as application/json.' },
  FST_INVALID_MULTIPART_CONTENT_TYPE: { code: 'MEDIA_TYPE', message: 'Send the file as multipart/form-data.' },
  FST_ERR_CTP_INVALID_JSON_BODY: {
    code: 'REQUEST_INVALID',
    message:
      'The body is not JSON, or it holds a key that is never taken (__proto__, constructor). Mend it and send it again.',
  },
};

/** The one error of the whole server. */
export function installErrors(app: FastifyInstance): void {
  app.setErrorHandler((error: FastifyError | EpochError, request, reply) => answer(error, request, reply));
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? '';
    return send(reply, new EpochError('NOT_FOUND', `There is nothing at ${request.method} ${path.slice(0, 200)}.`));
  });
}

function answer(error: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asEpochError(error);
  if (known === null || ERROR_STATUS[known.code] >= 500) request.log.error({ err: error }, 'request failed');
  const unknown = 'Something went wrong inside EpochStreamer. The terminal that runs it tells more.';
  return send(reply, known ?? new EpochError('INTERNAL', unknown));
}

function send(reply: FastifyReply, { code, message, detail }: EpochError): FastifyReply {
  const body: ErrorBody = { error: { code, message, detail } };
  return reply.code(ERROR_STATUS[code]).type('application/json; charset=utf-8').serializer(JSON.stringify).send(body);
}

function asEpochError(error: unknown): EpochError | null {
  if (error instanceof EpochError) return error;
  if (hasZodFastifySchemaValidationErrors(error)) return invalidRequest(error);
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number') return null;
  const own = 'code' in error && typeof error.code === 'string' ? OWN_CODES[error.code] : undefined;
  if (own !== undefined) return new EpochError(own.code, own.message);
  if (error.statusCode >= 400 && error.statusCode < 500) {
    return new EpochError('REQUEST_INVALID', `The request cannot be read: ${error.message}.`.replace(/\.\.$/, '.'));
  }
  return null;
}

interface Invalid {
  readonly validation: readonly { readonly instancePath: string; readonly message?: string | undefined }[];
  readonly validationContext?: string | undefined;
}

const PLACES: Readonly<Record<string, string>> = { body: 'body', params: 'address', querystring: 'query' };

function invalidRequest({ validation, validationContext }: Invalid): EpochError {
  const [first] = validation;
  const place = PLACES[validationContext ?? ''] ?? 'request';
  const field = (first?.instancePath ?? '').split('/').filter(Boolean).join('.');
  const where = field === '' ? `The ${place}` : `The field "${field}" of the ${place}`;
  const why = first?.message ?? 'is not as it should be';
  return new EpochError('REQUEST_INVALID', `${where} is wrong: ${why}.`, { detail: { place, field } });
}
