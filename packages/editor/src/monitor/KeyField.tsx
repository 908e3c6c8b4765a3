import { Field } from '../ui/Field.tsx';
import { TextField } from '../ui/TextField.tsx';
import { cueKeyOf } from './teleport-draft.ts';

interface KeyFieldProps {
  readonly value: string | null;
  readonly onChange: (key: string | null) => void;
}

/** One letter or digit: the last one that was typed. */
export function KeyField({ value, onChange }: KeyFieldProps) {
  return (
    <Field label="Key">
      <TextField
        {...{ label: 'Key', value: value ?? '', maxLength: 2, placeholder: 'none' }}
        testId="teleport-key"
        onChange={(typed) => onChange(cueKeyOf(typed))}
      />
    </Field>
  );
}
