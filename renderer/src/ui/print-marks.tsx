/** What a print of a document says beside its content: letterhead paper, "Paid", the original once more (DO7). */
import { Checkbox, Stack } from '@mantine/core';
import type { PrintChoice } from '../../../shared/contract/printing.ts';
import { useText } from '../text/i18n.ts';

interface PrintMarksProps {
  readonly choice: PrintChoice;
  readonly onChange: (choice: PrintChoice) => void;
  /** The original has been printed or mailed: what is printed now is a copy. */
  readonly isCopy?: boolean;
  /** Money is owed by such a document: it can say that it is paid. */
  readonly isOwed?: boolean;
}

export function PrintMarks({ choice, onChange, isCopy, isOwed = true }: PrintMarksProps) {
  const t = useText('common');
  return (
    <Stack gap="xs">
      <Checkbox
        label={t('print.letterhead')}
        description={t('print.letterhead-hint')}
        checked={choice.letterhead ?? false}
        onChange={(event) => onChange({ ...choice, letterhead: event.currentTarget.checked })}
      />
      {choice.letterhead && (
        <Checkbox
          ml="lg"
          label={t('print.letterhead-all')}
          description={t('print.letterhead-all-hint')}
          checked={choice.letterheadOnAll ?? false}
          onChange={(event) => onChange({ ...choice, letterheadOnAll: event.currentTarget.checked })}
        />
      )}
      {isOwed && (
        <Checkbox
          label={t('print.paid')}
          checked={choice.paid ?? false}
          onChange={(event) => onChange({ ...choice, paid: event.currentTarget.checked })}
        />
      )}
      {isCopy && (
        <Checkbox
          label={t('print.original')}
          description={t('print.original-hint')}
          checked={choice.original ?? false}
          onChange={(event) => onChange({ ...choice, original: event.currentTarget.checked })}
        />
      )}
    </Stack>
  );
}
