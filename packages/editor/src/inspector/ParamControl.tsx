import type { GraphNode, ParamScalar, ParamSpec } from '@epoch/graph-runtime/model';
import { ColorInput } from '@mantine/core';
import { Dices } from 'lucide-react';
import { Choice } from '../ui/Choice.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Switch } from '../ui/Switch.tsx';
import { TextField } from '../ui/TextField.tsx';
import { AssetPicker } from './AssetPicker.tsx';
import { EngineListControl } from './EngineListControl.tsx';
import { EngineServerControl } from './EngineServerControl.tsx';
import { isSlider, rangeOfSpec, unitWord } from './number-format.ts';
import css from './ParamControl.module.css';
import { WorkflowControl } from './WorkflowControl.tsx';

export interface ParamControlProps {
  readonly name: string;
  readonly label: string;
  readonly spec: ParamSpec;
  readonly value: ParamScalar;
  readonly disabled: boolean;
  /** The box it belongs to: what an image server has depends on the server that the box asks. */
  readonly node?: GraphNode;
  /** It stands in a popover, which a list of its own must not close. */
  readonly inPopover?: boolean;
  readonly onChange: (value: ParamScalar, gesture: string) => void;
}

/** Seeds are drawn from here: large enough to differ, short enough to read and remember. */
const SEED_LIMIT = 1_000_000;
let picks = 0;
/** A click is a step of its own. */
const pick = (name: string) => {
  picks += 1;
  return `pick-${name}-${picks}`;
};

/** The control for one param, by its kind and widget. */
export function ParamControl(props: ParamControlProps) {
  const { name, label, spec, value, disabled, node, inPopover = false, onChange } = props;
  const testId = `param-${name}`;
  if (spec.kind === 'text' && spec.widget !== undefined && node !== undefined) {
    const shared = { label, testId, disabled, value: String(value), spec, node };
    const choose = (chosen: string) => onChange(chosen, pick(name));
    if (spec.widget === 'engine-server') return <EngineServerControl {...shared} onChange={choose} />;
    if (spec.widget === 'engine-list') return <EngineListControl {...shared} onChange={choose} />;
    if (spec.widget === 'workflow') return <WorkflowControl label={label} node={node} disabled={disabled} />;
  }
  switch (spec.kind) {
    case 'number':
    case 'integer':
      return (
        <NumberField
          {...rangeOfSpec(spec)}
          {...{ label, disabled, testId, onChange }}
          value={Number(value)}
          unit={unitWord(spec.unit)}
          bar={isSlider(spec)}
          zeroLabel={spec.zeroLabel}
        >
          {spec.widget === 'seed' && !disabled && (
            <button
              type="button"
              className={css.dice}
              title="Draw another seed"
              aria-label="Draw another seed"
              data-testid={`dice-${name}`}
              onClick={() => onChange(Math.floor(Math.random() * Math.min(spec.max, SEED_LIMIT)), pick(name))}
            >
              <Dices size={14} strokeWidth={1.7} />
            </button>
          )}
        </NumberField>
      );
    case 'text':
      return (
        <TextField
          {...{ label, disabled, testId, onChange }}
          value={String(value)}
          maxLength={spec.maxLength}
          {...(spec.widget === 'prompt' ? { lines: 2 } : {})}
        />
      );
    case 'boolean':
      return (
        <Switch {...{ label, disabled, testId }} on={value === true} onChange={(on) => onChange(on, pick(name))} />
      );
    case 'choice':
      return (
        <Choice
          {...{ label, disabled, testId }}
          choices={spec.choices}
          value={String(value)}
          inside={inPopover}
          onChange={(choice) => onChange(choice, pick(name))}
        />
      );
    case 'colour':
      return (
        <ColorInput
          aria-label={label}
          format={spec.default.length === 9 ? 'hexa' : 'hex'}
          size="xs"
          value={String(value)}
          disabled={disabled}
          onChange={(colour) => /^#([0-9a-f]{6}|[0-9a-f]{8})$/i.test(colour) && onChange(colour, `colour-${name}`)}
          onChangeEnd={(colour) => onChange(colour, `colour-${name}`)}
          withEyeDropper={false}
          popoverProps={{ withinPortal: !inPopover }}
          classNames={{ input: css.input ?? '' }}
          data-testid={testId}
        />
      );
    case 'asset':
      return (
        <AssetPicker
          {...{ label, disabled, testId }}
          accept={spec.accept}
          value={String(value)}
          onChange={(asset) => onChange(asset, pick(name))}
        />
      );
  }
}
