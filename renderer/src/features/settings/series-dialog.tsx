/** Opens a new series; the one before keeps its numbers and gives no more. */
import { Button, Group, Modal, Select, SimpleGrid, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import { DOCUMENT_KINDS } from '../../../../shared/domain/document-kinds.ts';
import { minor } from '../../../../shared/domain/money.ts';
import {
  checkSeries,
  formatNumber,
  numberingYear,
  type SeriesKind,
} from '../../../../shared/domain/numbering.ts';
import { newId } from '../../data/ids.ts';
import { useToday } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useCommand } from '../../data/use-command.ts';
import { useText } from '../../text/i18n.ts';
import { walkOnEnter } from '../../ui/enter-walk.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import { SeriesStartFields } from './series-start-fields.tsx';

export function SeriesDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useText('settings');
  const c = useText('common');
  const today = useToday();
  const company = useBooks('company.get', {});
  const open = useCommand('series.open');
  const [commandId] = useState(newId);
  const [kind, setKind] = useState<SeriesKind>('invoice');
  const [prefix, setPrefix] = useState('');
  const [yearly, setYearly] = useState(false);
  const [first, setFirst] = useState<number | ''>(1);
  const width = 4;
  const year = yearly ? numberingYear(today, company.data?.fields.fiscalYearStart ?? 1) : null;
  const checked = checkSeries({ prefix, year, width, next: first === '' ? 0 : first }, yearly);

  const submit = async (): Promise<void> => {
    if (!checked.ok || first === '') return;
    const reply = await open.run({ commandId, kind, prefix, year, width, first: minor(first) });
    if (reply.ok) onClose();
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={t('series.open')}
      size="lg"
      closeButtonProps={{ 'aria-label': c('close') }}
    >
      <form
        noValidate
        onKeyDown={walkOnEnter(() => void submit())}
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <Select
            label={t('series.kind')}
            data={DOCUMENT_KINDS.map((each) => ({ value: each, label: t(`series.kind.${each}`) }))}
            allowDeselect={false}
            value={kind}
            onChange={(value) => setKind(DOCUMENT_KINDS.find((each) => each === value) ?? 'invoice')}
          />
          <SeriesStartFields
            {...{ prefix, first, checked }}
            onPrefix={setPrefix}
            onFirst={setFirst}
            autoFocus
          />
          <Switch
            mt="lg"
            label={t('series.yearly')}
            checked={yearly}
            onChange={(event) => setYearly(event.currentTarget.checked)}
          />
        </SimpleGrid>
        {checked.ok && first !== '' && (
          <Text size="sm" c="var(--quiet)" mt="sm" aria-live="polite">
            {t('series.sample', { number: formatNumber({ prefix, year, width }, first) })}
          </Text>
        )}
        <ErrorText error={open.error} />
        <Group mt="lg" gap="xs">
          <Button type="submit" loading={open.pending} disabled={!checked.ok}>
            {t('series.open')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {c('cancel')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
