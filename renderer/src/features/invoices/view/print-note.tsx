/** What became of printing: stays until it is dismissed when something has to be done. */
import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import { useErrorWords } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';
import { usePrinterNames } from '../../../ui/print-fields.tsx';
import classes from './document.module.css';
import type { Printing } from './use-printing.ts';

export function PrintNote({ print, ask, dismiss }: Printing) {
  if (print.state === 'idle' || print.state === 'asking') return null;
  return <Note print={print} ask={ask} dismiss={dismiss} />;
}

interface NoteProps extends Pick<Printing, 'ask' | 'dismiss'> {
  readonly print: Exclude<Printing['print'], { readonly state: 'idle' | 'asking' }>;
}

function Note({ print, ask, dismiss }: NoteProps) {
  const t = useText('invoices');
  const words = useErrorWords();
  const nameOf = usePrinterNames();
  if (print.state === 'printing') {
    return (
      <Group gap="xs" role="status" className={classes.note ?? ''}>
        <Loader size="xs" />
        <Text size="sm">{t('print.under-way', { printer: nameOf(print.printer) })}</Text>
      </Group>
    );
  }
  const failure =
    print.state === 'refused'
      ? words(print.error)
      : print.result.outcome === 'failed' || print.result.outcome === 'held'
        ? {
            what: t(`print.${print.result.outcome}`, { printer: nameOf(print.printer) }),
            todo: [print.result.detail, t('print.todo')].filter(Boolean).join(' '),
          }
        : null;
  if (failure) {
    return (
      <Alert
        color="red"
        variant="light"
        title={failure.what}
        role="alert"
        withCloseButton
        closeButtonLabel={t('print.dismiss')}
        onClose={dismiss}
      >
        <Text size="sm">{failure.todo}</Text>
        <Button mt="xs" size="xs" variant="default" onClick={ask}>
          {t('print.again')}
        </Button>
      </Alert>
    );
  }
  if (print.state !== 'done') return null;
  return (
    <Text size="sm" c="var(--quiet)" role="status" className={classes.note ?? ''}>
      {print.result.outcome === 'completed'
        ? t('print.done', { printer: nameOf(print.printer) })
        : t('print.unknown', { printer: nameOf(print.printer) })}
    </Text>
  );
}
