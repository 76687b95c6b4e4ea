/** Chooses a file of rows; one that is too large to be meant is told instead of read. */
import { Button, FileButton } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';
import { readCsvFile } from './read-csv-file.ts';

/** A file as it was chosen; without text when it is too large. */
export interface ChosenCsv {
  readonly name: string;
  readonly text: string | null;
}

interface CsvFileButtonProps {
  readonly file: ChosenCsv | null;
  readonly onFile: (file: ChosenCsv) => void;
}

export function CsvFileButton({ file, onFile }: CsvFileButtonProps) {
  const t = useText('prices');
  const take = async (chosen: File | null): Promise<void> => {
    if (chosen) onFile({ name: chosen.name, text: await readCsvFile(chosen) });
  };
  return (
    <FileButton accept=".csv,.txt,text/csv" onChange={(chosen) => void take(chosen)}>
      {(props) => (
        <Button {...props} variant={file ? 'default' : 'filled'} data-autofocus>
          {t('file.choose')}
        </Button>
      )}
    </FileButton>
  );
}
