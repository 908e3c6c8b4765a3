export { ease } from './easing.ts';
export { withKey, withoutKey } from './keys.ts';
export { valueAt } from './value-at.ts';
