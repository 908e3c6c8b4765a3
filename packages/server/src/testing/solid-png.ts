import { makeRaster } from '@epoch/graph-runtime/model';
import { fakePictures } from './fake-pictures.ts';

/** A PNG file of one grey. */
export function solidPng(width: number, height: number, grey: number): Promise<Uint8Array> {
  return fakePictures().png(makeRaster(width, height, new Uint8Array(width * height * 4).fill(grey)));
}
