import type { NumberParam, ParamScalar, ParamSpec } from './param.ts';

/** Whether a param may have a value, and if not, why not and which allowed value comes nearest. */
export type Allowed =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly wrong: 'type' | 'range'; readonly why: string; readonly nearest: ParamScalar };

const YES: Allowed = { allowed: true };
const COLOUR = /^#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?$/;

export function nearestAllowed(spec: ParamSpec, value: ParamScalar): Allowed {
  switch (spec.kind) {
    case 'number':
    case 'integer':
      return typeof value === 'number' ? numberAllowed(spec, value) : notA('a number', spec, value);
    case 'boolean':
      return typeof value === 'boolean' ? YES : notA('a yes or no', spec, value);
    case 'text':
      if (typeof value !== 'string') return notA('a text', spec, value);
      return value.length <= spec.maxLength
        ? YES
        : outside(`is ${value.length} characters long; ${spec.maxLength} is the most`, value.slice(0, spec.maxLength));
    case 'choice':
      if (typeof value !== 'string') return notA('one of its choices', spec, value);
      return spec.choices.some((choice) => choice.value === value)
        ? YES
        : outside(
            `is ${JSON.stringify(value)}, which is not one of ${spec.choices.map((choice) => choice.value).join(', ')}`,
            spec.default,
          );
    case 'colour':
      if (typeof value !== 'string') return notA('a colour', spec, value);
      return COLOUR.test(value)
        ? YES
        : outside(`is ${JSON.stringify(value)}, which is not a colour like #1a2b3c`, spec.default);
    case 'asset':
      return typeof value === 'string' ? YES : notA('the name of a file', spec, value);
  }
}

function numberAllowed(spec: NumberParam, value: number): Allowed {
  const whole = spec.kind === 'integer';
  if (!Number.isFinite(value)) return outside('is not a finite number', spec.default);
  const held = Math.min(spec.max, Math.max(spec.min, value));
  const nearest = whole ? Math.round(held) : held;
  if (value < spec.min || value > spec.max) return outside(`is ${value}, outside ${spec.min} to ${spec.max}`, nearest);
  if (whole && !Number.isInteger(value)) return outside(`is ${value}, but must be a whole number`, nearest);
  return YES;
}

function notA(what: string, spec: ParamSpec, value: ParamScalar): Allowed {
  return {
    allowed: false,
    wrong: 'type',
    why: `is ${JSON.stringify(value)}, but must be ${what}`,
    nearest: spec.default,
  };
}

function outside(why: string, nearest: ParamScalar): Allowed {
  return { allowed: false, wrong: 'range', why, nearest };
}
