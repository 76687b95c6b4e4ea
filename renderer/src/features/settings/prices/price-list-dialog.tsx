/** One price list: whom it is for and when, and its prices in a grid that can be undone, filled from a file, and written to one. */
import { Button, FileButton, Group, Select, SimpleGrid, TagsInput, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { currencyCodes } from '../../../../../shared/domain/currency.ts';
import { endsBeforeStart } from '../../../../../shared/domain/day.ts';
import {
  MOST_BREAKS,
  MOST_PRICES,
  type PricesProblem,
  readPrices,
} from '../../../../../shared/domain/prices-csv.ts';
import type { AppError } from '../../../../../shared/errors/index.ts';
import { useActions } from '../../../app/shortcuts.ts';
import { invoke } from '../../../data/client.ts';
import { CommandIds } from '../../../data/command-ids.ts';
import { newId } from '../../../data/ids.ts';
import { loadItems } from '../../../data/load-items.ts';
import { useBooks } from '../../../data/use-books.ts';
import { useGroups } from '../../../data/use-groups.ts';
import { currencyChoices } from '../../../text/currencies.ts';
import { useFieldProblem } from '../../../text/error-words.ts';
import { useText } from '../../../text/i18n.ts';
import { DayField } from '../../../ui/day-field.tsx';
import { focusUnread, takeTyped } from '../../../ui/enter-walk.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import { FilledDialog } from '../../../ui/filled-dialog.tsx';
import { Held } from '../../../ui/held.tsx';
import { notifyDone, notifyError } from '../../../ui/notify.ts';
import { noteWithUndo } from '../../../ui/undo-note.tsx';
import { CsvProblems } from './csv-problems.tsx';
import { CustomerChips } from './customer-chips.tsx';
import { changedPrices, type PriceRow, problemsOf, rowsOf, withFile, withPrices } from './price-grid.ts';
import { PriceListTwice } from './price-list-twice.tsx';
import { type ItemNames, PriceRows } from './price-rows.tsx';
import { readCsvFile } from './read-csv-file.ts';

type Record = OutputOf<'priceLists.get'>;
type Head = Omit<Record['fields'], 'prices'>;

interface State {
  readonly head: Head;
  readonly rows: readonly PriceRow[];
}

export function PriceListDialog({
  record,
  onClose,
}: {
  readonly record: Record | null;
  readonly onClose: () => void;
}) {
  const t = useText('prices');
  const company = useBooks('company.get', {}).data?.fields;
  const groups = useGroups();
  const items = useQuery({
    queryKey: ['items.list', 'priced'],
    queryFn: () => loadItems({ most: MOST_PRICES, archived: true }),
  });
  const names = useMemo(
    () => new Map((items.data?.rows ?? []).map(({ id, fields }) => [id, fields])),
    [items.data],
  );
  if (!company || !items.data) return null;
  return (
    <Editor
      record={record}
      company={company.currency}
      groups={groups}
      names={names}
      onClose={onClose}
      title={record?.fields.name ?? t('lists.add')}
    />
  );
}

interface EditorProps {
  readonly record: Record | null;
  readonly company: string;
  readonly groups: string[];
  readonly names: ItemNames;
  readonly title: string;
  readonly onClose: () => void;
}

function Editor({ record, company, groups, names, title, onClose }: EditorProps) {
  const t = useText('prices');
  const c = useText('common');
  const words = useFieldProblem();
  const nameOf = (item: string): string => names.get(item)?.name ?? item;
  const [begun] = useState<State>(() => {
    const { prices = {}, ...head } = record?.fields ?? blank(company);
    return { head, rows: rowsOf(prices, nameOf) };
  });
  const [state, setState] = useState(begun);
  const [past, setPast] = useState<readonly State[]>([]);
  const [id] = useState(() => record?.id ?? newId());
  const [ids] = useState(() => new CommandIds());
  const busy = useRef(false);
  const [error, setError] = useState<AppError | null>(null);
  const [problems, setProblems] = useState<readonly PricesProblem[]>([]);
  const [isTried, setTried] = useState(false);
  const [isPending, setPending] = useState(false);
  const latest = useRef(state);
  const { head, rows } = state;
  const change = (next: Partial<State>): void => {
    setPast((before) => [...before, latest.current].slice(-100));
    latest.current = { ...latest.current, ...next };
    setState(latest.current);
  };
  const setHead = (patch: Partial<Head>): void => change({ head: { ...latest.current.head, ...patch } });
  const undo = (): void => {
    const last = past.at(-1);
    if (!last) return;
    setPast(past.slice(0, -1));
    latest.current = last;
    setState(last);
  };
  const takeFile = async (file: File | null): Promise<void> => {
    if (!file) return;
    const text = await readCsvFile(file);
    if (text === null) return setProblems([{ line: 1, cell: file.name, problem: 'csv-file-too-large' }]);
    const coded = [...names].map(([id, { code, name }]) => ({ id, code, name }));
    const reading = readPrices(text, coded, head.currency, MOST_BREAKS);
    setProblems(reading.ok ? [] : reading.problems);
    if (reading.ok) change({ rows: withFile(latest.current.rows, reading.prices, nameOf) });
  };
  const rowProblems = problemsOf(rows);
  const save = async (): Promise<void> => {
    await takeTyped();
    setTried(true);
    if (focusUnread()) return;
    const now = latest.current;
    if (busy.current || now.head.name.trim() === '' || problemsOf(now.rows).size > 0) return;
    if (endsBeforeStart(now.head.from, now.head.until)) return;
    const before = record?.fields.prices ?? {};
    busy.current = true;
    setPending(true);
    const expectedRevision = record?.revision ?? null;
    const fields = { ...now.head, prices: changedPrices(before, now.rows) };
    const commandId = ids.idFor(JSON.stringify(fields));
    const reply = await invoke('priceLists.save', { commandId, id, expectedRevision, fields });
    busy.current = false;
    setPending(false);
    if (!reply.ok) return setError(reply.error);
    onClose();
    if (!record) return notifyDone(t('lists.saved', { name: now.head.name }));
    noteWithUndo(t('lists.saved', { name: now.head.name }), () => void putBack(reply.value.revision));
  };
  /** The list as it was when it was opened. */
  const putBack = async (revision: string): Promise<void> => {
    if (!record) return;
    const { prices, ...fields } = record.fields;
    const after = Object.keys(changedPrices(prices, latest.current.rows));
    const reply = await invoke('priceLists.save', {
      commandId: newId(),
      id: record.id,
      expectedRevision: revision,
      fields: {
        ...fields,
        prices: Object.fromEntries(after.map((item) => [item, prices[item] ? [...prices[item]] : null])),
      },
    });
    if (!reply.ok) notifyError(reply.error);
  };
  useActions([
    { id: 'settings.save', label: c('save'), keys: 'Mod+S', inDialog: true, run: () => void save() },
    {
      id: 'settings.undo',
      label: c('undo'),
      keys: 'Mod+Z',
      inDialog: true,
      enabled: past.length > 0,
      run: undo,
    },
  ]);
  return (
    <FilledDialog onClose={onClose} size={860} title={title} isChanged={past.length > 0}>
      {record && (
        <PriceListTwice
          id={record.id}
          nameOf={nameOf}
          onField={(field, value) => setHead({ [field]: value })}
          onItem={(item, breaks) => change({ rows: withPrices(latest.current.rows, item, breaks, nameOf) })}
        />
      )}
      <Held pending={isPending}>
        <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
          <TextInput
            data-autofocus={record === null || undefined}
            label={t('lists.name')}
            maxLength={60}
            withAsterisk
            value={head.name}
            error={isTried && head.name.trim() === '' ? t('missing') : null}
            onChange={(event) => setHead({ name: event.currentTarget.value })}
          />
          <Select
            label={t('lists.currency')}
            data={currencyChoices(currencyCodes())}
            value={head.currency}
            searchable
            allowDeselect={false}
            onChange={(currency) => currency && setHead({ currency })}
          />
          <DayField label={t('lists.from')} value={head.from} onChange={(from) => setHead({ from })} />
          <DayField
            label={t('lists.until')}
            value={head.until}
            error={isTried && endsBeforeStart(head.from, head.until) ? words('ends-before-start') : null}
            onChange={(until) => setHead({ until })}
          />
          <TagsInput
            label={t('lists.groups')}
            description={t('lists.whom-help')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            data={groups}
            value={head.groups}
            maxTags={50}
            onChange={(next) => setHead({ groups: next.map((group) => group.slice(0, 40)) })}
          />
          <CustomerChips value={head.customers} onChange={(customers) => setHead({ customers })} />
        </SimpleGrid>
        <Group mt="md" gap="xs" justify="flex-end">
          <Button size="compact-sm" variant="subtle" disabled={past.length === 0} onClick={undo}>
            {c('undo')}
          </Button>
          <FileButton accept=".csv,.txt,text/csv" onChange={(file) => void takeFile(file)}>
            {(props) => (
              <Button {...props} size="compact-sm" variant="subtle">
                {t('lists.read-file')}
              </Button>
            )}
          </FileButton>
          {record && (
            <Button
              size="compact-sm"
              variant="subtle"
              onClick={() => void invoke('priceLists.export', { commandId: newId(), id: record.id })}
            >
              {t('lists.write-file')}
            </Button>
          )}
        </Group>
        {problems.length > 0 && (
          <CsvProblems problems={problems} words={(problem) => t(`problem.${problem}`)} />
        )}
        <PriceRows
          rows={rows}
          names={names}
          currency={head.currency}
          problems={isTried ? rowProblems : NO_PROBLEMS}
          onRows={(next) => change({ rows: next })}
        />
      </Held>
      <ErrorText error={error} />
      <Group mt="lg" gap="xs">
        <Button loading={isPending} onClick={() => void save()}>
          {c('save')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {c('cancel')}
        </Button>
        {record && (
          <Button variant="subtle" ms="auto" onClick={() => setHead({ archived: !head.archived })}>
            {head.archived ? c('restore') : c('archive')}
          </Button>
        )}
      </Group>
    </FilledDialog>
  );
}

const NO_PROBLEMS: ReturnType<typeof problemsOf> = new Map();

const blank = (currency: string): Record['fields'] => ({
  name: '',
  currency,
  from: null,
  until: null,
  customers: [],
  groups: [],
  archived: false,
  prices: {},
});
