import type { Ref } from 'react';

interface FilePickerProps {
  /** Click it to open the system's own window. */
  readonly ref: Ref<HTMLInputElement>;
  readonly accept: string;
  readonly testId?: string;
  readonly onPick: (file: File) => void;
}

/** The system's file window, opened by a button elsewhere. The same file can be picked twice in a row. */
export function FilePicker({ ref, accept, testId, onPick }: FilePickerProps) {
  return (
    <input
      ref={ref}
      type="file"
      hidden
      accept={accept}
      data-testid={testId}
      onChange={(event) => {
        const picked = event.currentTarget.files?.[0];
        event.currentTarget.value = '';
        if (picked !== undefined) onPick(picked);
      }}
    />
  );
}
