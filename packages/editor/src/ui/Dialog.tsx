import { Modal } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import styles from './Dialog.module.css';
import { useFocusReturn } from './use-focus-return.ts';

interface DialogProps {
  readonly title: string;
  readonly onClose: () => void;
  /** @unit px */
  readonly width?: number;
  readonly children: ReactNode;
  /** Buttons at the foot, the filled one last. */
  readonly footer?: ReactNode;
  /** Makes the dialog a form: Enter does what the filled button does. */
  readonly onSubmit?: () => void;
  readonly testId?: string;
}

/** A dialog over the page. Escape and a click beside it close it without doing anything, and the focus goes back. */
export function Dialog({ title, onClose, width = 460, children, footer, onSubmit, testId }: DialogProps) {
  useFocusReturn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSubmit?.();
  };
  const content = (
    <>
      <div className={styles.content}>{children}</div>
      {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
    </>
  );
  return (
    <Modal
      opened
      onClose={onClose}
      title={title}
      size={width}
      padding={0}
      classNames={{ header: styles.header ?? '', title: styles.title ?? '', body: styles.body ?? '' }}
      closeButtonProps={{ 'aria-label': 'Close', size: 24, iconSize: 14 }}
      data-testid={testId}
    >
      {onSubmit === undefined ? content : <form onSubmit={submit}>{content}</form>}
    </Modal>
  );
}
