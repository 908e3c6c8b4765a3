import { Select } from '@mantine/core';
import styles from './Choice.module.css';

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly value: T;
  readonly onChange: (value: T) => void;
  readonly disabled?: boolean;
  /** The list stays inside its parent: needed inside popovers, which close on a press outside. */
  readonly inside?: boolean;
  readonly testId?: string;
}

/** One of a few things, by name. */
export function Choice<T extends string>(props: ChoiceProps<T>) {
  const { label, choices, value, onChange, disabled = false, inside = false, testId } = props;
  return (
    <Select
      aria-label={label}
      data={[...choices]}
      value={value}
      disabled={disabled}
      onChange={(chosen) => {
        const found = choices.find((choice) => choice.value === chosen);
        if (found !== undefined && found.value !== value) onChange(found.value);
      }}
      comboboxProps={{ offset: 4, withinPortal: !inside }}
      classNames={{ input: styles.input ?? '', option: styles.option ?? '' }}
      data-testid={testId}
    />
  );
}
