/** Chooses a file of rows; one that is too large to be meant is told instead of read. */
import { Button, FileButton } from '@mantine/core';
import { useText } from '../../../text/i18n.ts';

/** The longest file that is read, in bytes: far more than a commit holds of it. */
const MOST_BYTES = 8_000_000;

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
    if (chosen) onFile({ name: chosen.name, text: chosen.size > MOST_BYTES ? null : await chosen.text() });
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
