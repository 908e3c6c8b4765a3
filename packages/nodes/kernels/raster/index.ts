export { setScratch } from './scratch';
export { isOpaque } from './opaque';
export { resample } from './resample';
