import { X } from 'lucide-react';
import { Button } from '../ui/Button.tsx';
import { Field } from '../ui/Field.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { TextField } from '../ui/TextField.tsx';
import css from './ServersDialog.module.css';
import { emptyHeader, type HeaderRow } from './server-draft.ts';

interface HeaderRowsProps {
  readonly rows: readonly HeaderRow[];
  /** The address is that of another machine, to which saved values are not taken along. */
  readonly moved: boolean;
  readonly onChange: (rows: readonly HeaderRow[]) => void;
}

/** Headers that go with every request to a server. Their values are typed here and never shown again. */
export function HeaderRows({ rows, moved, onChange }: HeaderRowsProps) {
  const change = (id: string, part: Partial<HeaderRow>) =>
    onChange(rows.map((row) => (row.id === id ? { ...row, ...part } : row)));
  return (
    <Field
      label="Headers"
      hint="For servers behind a login, such as Authorization. Values are kept on this server only, and never shown again."
    >
      <div className={css.headers}>
        {rows.map(({ id, name, value, kept }, at) => (
          <div key={id} className={css.header}>
            <TextField
              label={`Name of header ${at + 1}`}
              value={name}
              maxLength={64}
              placeholder="Authorization"
              disabled={kept}
              testId={`header-name-${at}`}
              onChange={(typed) => change(id, { name: typed })}
            />
            <TextField
              label={`Value of header ${at + 1}`}
              value={value}
              maxLength={4000}
              placeholder={
                kept ? (moved ? 'type it again for another machine' : 'saved; type to replace it') : 'Bearer ...'
              }
              secret
              testId={`header-value-${at}`}
              onChange={(typed) => change(id, { value: typed })}
            />
            <IconButton
              icon={X}
              label={`Take header ${name || at + 1} away`}
              onClick={() => onChange(rows.filter((row) => row.id !== id))}
            />
          </div>
        ))}
        <span>
          <Button look="link" testId="btn-add-header" onClick={() => onChange([...rows, emptyHeader()])}>
            Add a header
          </Button>
        </span>
      </div>
    </Field>
  );
}
