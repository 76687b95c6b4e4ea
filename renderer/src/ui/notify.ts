/** Short messages at the edge of the window: what was done, and what needs a person. */
import { notifications } from '@mantine/notifications';
import type { AppError } from '../../../shared/errors/index.ts';
import { errorWords } from '../text/error-words.ts';
import { textOf } from '../text/i18n.ts';

/** The button that puts a message away. */
const closing = () => ({ 'aria-label': textOf('common')('close') });

/** One note of what was done stands at a time: the newest, so that fast hands are not shut out by a pile of them. */
const DONE = 'done';

/** Says that something was done; goes away by itself. */
export function notifyDone(message: string): void {
  notifications.hide(DONE);
  notifications.show({
    id: DONE,
    message,
    autoClose: 3500,
    withBorder: true,
    closeButtonProps: closing(),
    color: 'petrol',
  });
}

/** Says that something needs a person; stays until it is closed. The same error is shown once. */
export function notifyError(error: AppError): void {
  if (error.kind === 'cancelled') return;
  const { what, todo } = errorWords(error);
  notifications.show({
    id: what,
    title: what,
    message: todo,
    autoClose: false,
    withBorder: true,
    closeButtonProps: closing(),
    color: 'red',
    role: 'alert',
  });
}

/** Says that the program itself failed. */
export function notifyFault(): void {
  const t = textOf('shell');
  notifications.show({
    id: 'fault',
    title: t('fault.title'),
    message: t('fault.text'),
    autoClose: false,
    withBorder: true,
    closeButtonProps: closing(),
    color: 'red',
    role: 'alert',
  });
}
