/** A dialog that is filled in: Escape, its cross and a click beside it throw nothing away without a question. */
import { Modal, type ModalProps } from '@mantine/core';
import { useRef } from 'react';
import { useText } from '../text/i18n.ts';
import { fieldsOf } from './enter-walk.ts';
import { askToDiscard } from './use-leave-guard.ts';

export interface FilledDialogProps extends Omit<ModalProps, 'opened' | 'closeButtonProps'> {
  /** Something was changed otherwise than by typing: rows of a table, say. */
  readonly isChanged?: boolean;
}

/** `onClose` of a button inside needs no question: whoever presses it means it. A single field is soon typed again, so it is not asked about. */
export function FilledDialog({ isChanged = false, onClose, children, ...props }: FilledDialogProps) {
  const t = useText('common');
  const body = useRef<HTMLDivElement>(null);
  const isTyped = useRef(false);
  const isAsking = useRef(false);
  const leave = async (): Promise<void> => {
    if (isAsking.current) return;
    const isWorth = isTyped.current && body.current !== null && fieldsOf(body.current).length > 1;
    if (!isWorth && !isChanged) return onClose();
    isAsking.current = true;
    const isFree = await askToDiscard();
    // The Escape that answered the question is heard by this dialog too, before or after.
    setTimeout(() => {
      isAsking.current = false;
    });
    if (isFree) onClose();
  };
  return (
    <Modal opened onClose={() => void leave()} closeButtonProps={{ 'aria-label': t('close') }} {...props}>
      <div
        ref={body}
        style={{ display: 'contents' }}
        onInput={() => {
          isTyped.current = true;
        }}
      >
        {children}
      </div>
    </Modal>
  );
}
