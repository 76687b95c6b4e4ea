/** One exchange rate, typed (MO4). */
import { Button, Group, Modal, Select, SimpleGrid, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';
import { currencyCodes } from '../../../../../shared/domain/currency.ts';
import { newId } from '../../../data/ids.ts';
import { useToday } from '../../../data/session.ts';
import { useCommand } from '../../../data/use-command.ts';
import { currencyChoices } from '../../../text/currencies.ts';
import { formatRate } from '../../../text/format.ts';
import { useText } from '../../../text/i18n.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { takeTyped, walkOnEnter } from '../../../ui/enter-walk.ts';
import { readRate } from '../../../ui/entry.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { notifyDone } from '../../../ui/notify.ts';
import { TextEntry } from '../../../ui/text-entry.tsx';

interface Typed {
  readonly from: string | null;
  readonly to: string;
  readonly day: string | null;
  readonly rate: string | null;
  readonly source: string;
}

interface RateDialogProps {
  /** The company's own, to which most rates are kept. */
  readonly currency: string;
  readonly onClose: () => void;
}

export function RateDialog({ currency, onClose }: RateDialogProps) {
  const t = useText('prices');
  const c = useText('common');
  const today = useToday();
  const save = useCommand('rates.save');
  const [commandId] = useState(newId);
  const [typed, setTyped] = useState<Typed>({
    from: null,
    to: currency,
    day: today,
    rate: null,
    source: '',
  });
  const [isTried, setTried] = useState(false);
  /** What the fields hold when the last of them has just given its value. */
  const latest = useRef(typed);
  const change = (patch: Partial<Typed>): void => {
    latest.current = { ...latest.current, ...patch };
    setTyped(latest.current);
  };
  const run = async (): Promise<void> => {
    await takeTyped();
    setTried(true);
    const { from, to, day, rate, source } = latest.current;
    if (from === null || from === to || day === null || day > today || rate === null) return;
    const reply = await save.run({ commandId, rates: [{ from, to, day, rate, source }] });
    if (!reply.ok) return;
    notifyDone(t('rates.saved', { count: 1 }));
    onClose();
  };
  const missing = isTried ? t('missing') : null;
  const choices = currencyChoices(currencyCodes());
  return (
    <Modal opened onClose={onClose} title={t('rates.add')} closeButtonProps={{ 'aria-label': c('close') }}>
      <form
        noValidate
        onKeyDown={walkOnEnter(() => void run())}
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <SimpleGrid cols={2} spacing="sm">
          <Select
            data-autofocus
            label={t('rates.one')}
            data={choices}
            value={typed.from}
            searchable
            error={typed.from === null ? missing : typed.from === typed.to ? t('rates.same') : null}
            onChange={(from) => change({ from })}
          />
          <Select
            label={t('rates.in')}
            data={choices}
            value={typed.to}
            searchable
            allowDeselect={false}
            onChange={(to) => change(to === null ? {} : { to })}
          />
          <TextEntry<string>
            label={t('rates.rate')}
            inputMode="decimal"
            value={typed.rate}
            read={readRate}
            write={formatRate}
            error={typed.rate === null ? missing : null}
            onChange={(rate) => change({ rate })}
          />
          <DayField
            label={t('rates.day')}
            value={typed.day}
            error={typed.day === null ? missing : typed.day > today ? t('problem.csv-day-in-future') : null}
            onChange={(day) => change({ day })}
          />
          <TextInput
            label={t('rates.source')}
            placeholder={t('rates.source-hint')}
            maxLength={80}
            value={typed.source}
            onChange={(event) => change({ source: event.currentTarget.value })}
          />
        </SimpleGrid>
        <ErrorText error={save.error} />
        <Group mt="lg" gap="xs">
          <Button type="submit" loading={save.pending}>
            {c('save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {c('cancel')}
          </Button>
        </Group>
      </form>
    </Modal>
  );
}
