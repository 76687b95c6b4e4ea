/** The frame of a dialog that reads a file of rows: chosen, shown or refused row by row, kept whole or not at all. */
import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { FilledDialog } from '../../../ui/filled-dialog.tsx';
import { type ChosenCsv, CsvFileButton } from './csv-file-button.tsx';

interface CsvFileDialogProps {
  readonly title: string;
  readonly help: string;
  readonly file: ChosenCsv | null;
  readonly onFile: (file: ChosenCsv) => void;
  /** Fields beside the choice of the file, once there is one. */
  readonly fields: ReactNode;
  /** What was read of the file, or what is wrong with it. */
  readonly children: ReactNode;
  readonly error: AppError | null;
  /** `run` is absent while there is nothing to keep. */
  readonly keep: { readonly label: string; readonly pending: boolean; readonly run?: () => Promise<void> };
  readonly onClose: () => void;
}

export function CsvFileDialog(props: CsvFileDialogProps) {
  const { file, keep, onClose } = props;
  const t = useText('prices');
  const c = useText('common');
  return (
    <FilledDialog onClose={onClose} size="lg" title={props.title}>
      <Text size="sm">{props.help}</Text>
      <Group mt="sm" align="flex-end" gap="sm">
        <CsvFileButton file={file} onFile={props.onFile} />
        {file && props.fields}
      </Group>
      {file && file.text === null && (
        <Text size="sm" c="var(--bad)" mt="sm" role="alert">
          {t('file.too-large')}
        </Text>
      )}
      {props.children}
      <ErrorText error={props.error} />
      <Group mt="lg" gap="xs">
        <Button disabled={!keep.run} loading={keep.pending} onClick={() => void keep.run?.()}>
          {keep.label}
        </Button>
        <Button variant="default" onClick={onClose}>
          {c('cancel')}
        </Button>
      </Group>
    </FilledDialog>
  );
}
