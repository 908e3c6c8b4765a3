import { readFile } from 'node:fs/promises';
import type { Definitions } from '@epoch/graph-runtime/engine';
import { EpochError, type GraphDocument, messageOf, migrateNodes, readGraph } from '@epoch/graph-runtime/model';
import { hasErrno } from '../storage/durable.ts';
import { Refusal } from './exit-codes.ts';

/** The graph in a file, with its older nodes brought up to date. @throws Refusal naming the file and what is wrong */
export async function readGraphFile(file: string, definitions: Definitions<unknown>): Promise<GraphDocument> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (hasErrno(error, 'ENOENT')) throw new Refusal(`There is no file ${file}.`);
    throw new Refusal(`${file} cannot be read: ${messageOf(error)}.`);
  }
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch (error) {
    throw new Refusal(`${file} is no JSON: ${messageOf(error)}.`);
  }
  try {
    return migrateNodes(readGraph(raw), definitions);
  } catch (error) {
    if (error instanceof EpochError) throw new Refusal(`${file}: ${error.message}`);
    throw error;
  }
}
