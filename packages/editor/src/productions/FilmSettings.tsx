import type { GraphSettings } from '@epoch/graph-runtime/model';
import { clock } from '../transport/format.ts';
import { Choice } from '../ui/Choice.tsx';
import { Field } from '../ui/Field.tsx';
import { NumberField } from '../ui/NumberField.tsx';
import { Switch } from '../ui/Switch.tsx';
import { evenSide, filmSeconds, SIZES } from './draft.ts';
import css from './FilmSettings.module.css';

interface FilmSettingsProps {
  readonly settings: GraphSettings;
  readonly onChange: (patch: Partial<GraphSettings>, gesture: string) => void;
  /** Two of these may stand on one page. */
  readonly testPrefix?: string;
}

const OWN = 'own';
const FIRST_LENGTH = 600;
let choices = 0;
const choice = () => {
  choices += 1;
  return `film-${choices}`;
};

/** Size, speed, length and seed of a film. */
export function FilmSettings({ settings, onChange, testPrefix = 'film' }: FilmSettingsProps) {
  const { width, height, fps, frames, seed } = settings;
  const named = SIZES.find((size) => size.width === width && size.height === height);
  const seconds = filmSeconds(settings);
  const sizes = [
    ...SIZES.map((size) => ({ value: sizeKey(size), label: size.label })),
    ...(named === undefined ? [{ value: OWN, label: 'Own size' }] : []),
  ];
  return (
    <div className={css.film}>
      <Field label="Picture size">
        <Choice
          label="Picture size"
          choices={sizes}
          value={named === undefined ? OWN : sizeKey(named)}
          testId={`${testPrefix}-size`}
          onChange={(key) => {
            const size = SIZES.find((candidate) => sizeKey(candidate) === key);
            if (size !== undefined) onChange({ width: size.width, height: size.height }, choice());
          }}
        />
      </Field>
      <div className={css.pair}>
        <Field label="Width">
          <NumberField
            {...{ label: 'Width', value: width, min: 64, max: 4096, step: 2, integer: true, unit: 'px' }}
            testId={`${testPrefix}-width`}
            onChange={(value, gesture) => onChange({ width: evenSide(value) }, gesture)}
          />
        </Field>
        <Field label="Height">
          <NumberField
            {...{ label: 'Height', value: height, min: 64, max: 4096, step: 2, integer: true, unit: 'px' }}
            testId={`${testPrefix}-height`}
            onChange={(value, gesture) => onChange({ height: evenSide(value) }, gesture)}
          />
        </Field>
      </div>
      <div className={css.pair}>
        <Field label="Length" hint={seconds === null ? 'Runs until you stop it.' : `${clock(seconds)} of film.`}>
          {frames !== null && (
            <NumberField
              {...{ label: 'Length', value: frames, min: 1, max: 10_000_000, integer: true, unit: 'frames' }}
              testId={`${testPrefix}-frames`}
              onChange={(value, gesture) => onChange({ frames: value }, gesture)}
            />
          )}
          <Switch
            label="Endless"
            words="Endless"
            on={frames === null}
            testId={`${testPrefix}-endless`}
            onChange={(on) => onChange({ frames: on ? null : FIRST_LENGTH }, choice())}
          />
        </Field>
        <Field label="Speed">
          <NumberField
            {...{ label: 'Speed', value: fps, min: 1, max: 120, step: 1, unit: 'fps' }}
            testId={`${testPrefix}-fps`}
            onChange={(value, gesture) => onChange({ fps: value }, gesture)}
          />
        </Field>
      </div>
      <Field
        label="Seed"
        hint={seed === null ? 'Every production draws its own seed.' : 'Every production is the same.'}
      >
        <div className={css.pair}>
          <Switch
            label="A new seed each time"
            words="New each time"
            on={seed === null}
            testId={`${testPrefix}-new-seed`}
            onChange={(on) => onChange({ seed: on ? null : Math.floor(Math.random() * 1_000_000) }, choice())}
          />
          {seed !== null && (
            <NumberField
              {...{ label: 'Seed', value: seed, min: 0, max: Number.MAX_SAFE_INTEGER, integer: true }}
              testId={`${testPrefix}-seed`}
              onChange={(value, gesture) => onChange({ seed: value }, gesture)}
            />
          )}
        </div>
      </Field>
    </div>
  );
}

function sizeKey({ width, height }: { readonly width: number; readonly height: number }): string {
  return `${width}x${height}`;
}
