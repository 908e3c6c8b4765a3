import { useId, useRef } from 'react';
import styles from './TextField.module.css';

interface TextFieldProps {
  readonly value: string;
  /** Each keystroke; `gesture` is the same for one visit of the field. */
  readonly onChange: (value: string, gesture: string) => void;
  readonly label: string;
  readonly maxLength: number;
  /** Lines to begin with; the field grows with its text. Absent: one line. */
  readonly lines?: number;
  readonly placeholder?: string;
  readonly disabled?: boolean;
  readonly autoFocus?: boolean;
  /** One line that is hidden while it is typed. */
  readonly secret?: boolean;
  readonly testId?: string;
}

let visits = 0;

/** Text of one line or several. What is typed during one visit is one undo step. */
export function TextField({ value, onChange, label, lines, secret = false, testId, ...rest }: TextFieldProps) {
  const id = useId();
  const gesture = useRef(id);
  const shared = {
    className: styles.text,
    'aria-label': label,
    value,
    'data-testid': testId,
    onFocus: () => {
      visits += 1;
      gesture.current = `${id}-${visits}`;
    },
    onChange: (event: { currentTarget: { value: string } }) => onChange(event.currentTarget.value, gesture.current),
    ...(rest.autoFocus === true ? { 'data-autofocus': '' } : {}),
    ...rest,
  };
  return lines === undefined ? (
    <input type={secret ? 'password' : 'text'} {...(secret ? { autoComplete: 'new-password' } : {})} {...shared} />
  ) : (
    <textarea rows={lines} {...shared} placeholder={rest.placeholder ?? ' '} />
  );
}
