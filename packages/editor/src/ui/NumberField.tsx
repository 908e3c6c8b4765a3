import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { newGesture } from './gesture.ts';
import styles from './NumberField.module.css';
import { fitNumber, formatNumber, type NumberRange, readNumber, stepOf } from './number-text.ts';
import { useDragNumber } from './use-drag-number.ts';

export interface NumberFieldProps extends NumberRange {
  readonly value: number;
  /** `gesture` is the same for all changes of one drag. */
  readonly onChange: (value: number, gesture: string) => void;
  readonly label: string;
  readonly unit?: string | undefined;
  readonly disabled?: boolean | undefined;
  readonly testId?: string | undefined;
  /** Stands at the end of the field: a dice, a keyframe toggle. */
  readonly children?: ReactNode;
  /** Stands for 0 where 0 is no quantity. */
  readonly zeroLabel?: string | undefined;
  /** Shows the value's share of the range as a bar behind it. */
  readonly bar?: boolean | undefined;
}

/** A number: drag it sideways, click to type, arrow keys step. With `bar` it is the slider of the look. */
export function NumberField(props: NumberFieldProps) {
  const { value, onChange, label, unit, disabled = false, testId, children, bar = false } = props;
  const zeroLabel = value === 0 ? props.zeroLabel : undefined;
  const [typed, setTyped] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  /** All arrow keys of one visit of the field are one undo step. */
  const visit = useRef('');
  const perPixel = bar ? () => (props.max - props.min) / Math.max(1, box.current?.clientWidth ?? 200) : undefined;
  const drag = useDragNumber({
    value,
    range: props,
    perPixel,
    onChange,
    onClick: () => setTyped(formatNumber(value, props)),
  });

  const finish = (text: string) => {
    const read = readNumber(text, props);
    setTyped(null);
    if (read !== null && read !== value) onChange(read, newGesture('typed'));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const direction =
      event.key === 'ArrowUp' || event.key === 'ArrowRight'
        ? 1
        : event.key === 'ArrowDown' || event.key === 'ArrowLeft'
          ? -1
          : 0;
    if (event.key === 'Enter') setTyped(formatNumber(value, props));
    if (direction === 0) return;
    event.preventDefault();
    const factor = event.shiftKey ? 10 : 1;
    onChange(fitNumber(value + direction * stepOf(props) * factor, props), visit.current);
  };
  const share = (value - props.min) / Math.max(1e-9, props.max - props.min);

  return (
    <div className={styles.field} data-bar={bar ? '' : undefined} data-disabled={disabled ? '' : undefined} ref={box}>
      {bar ? <span className={styles.fill} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} /> : null}
      {typed !== null && !disabled ? (
        <input
          className={styles.input}
          // The field turns into an input because a person clicked it.
          // biome-ignore lint/a11y/noAutofocus: the click was on this very field
          autoFocus
          aria-label={label}
          value={typed}
          onFocus={(event) => event.target.select()}
          onChange={(event) => setTyped(event.target.value)}
          onBlur={(event) => finish(event.target.value)}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === 'Enter') finish(event.currentTarget.value);
            if (event.key === 'Escape') setTyped(null);
          }}
          data-testid={testId}
        />
      ) : (
        <div
          className={styles.value}
          role="spinbutton"
          tabIndex={disabled ? -1 : 0}
          aria-label={label}
          aria-valuenow={value}
          aria-valuemin={props.min}
          aria-valuemax={props.max}
          aria-disabled={disabled}
          onFocus={() => {
            visit.current = newGesture('keys');
          }}
          onKeyDown={disabled ? undefined : onKeyDown}
          {...(disabled ? {} : drag)}
          data-testid={testId}
        >
          <span className={styles.number}>{zeroLabel ?? formatNumber(value, props)}</span>
          {zeroLabel !== undefined || unit === undefined || unit === 'none' || unit === 'ratio' ? null : (
            <span className={styles.unit}>{unit}</span>
          )}
        </div>
      )}
      {children}
    </div>
  );
}
