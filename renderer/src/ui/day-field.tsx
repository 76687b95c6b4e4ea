/** A calendar day: typed in short (`t`, `+30`, `15`, `15.3`) or chosen from the calendar. */
import { ActionIcon, Popover } from '@mantine/core';
import { DatePicker } from '@mantine/dates';
import { IconCalendar } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import type { Day } from '../../../shared/domain/money.ts';
import { useToday } from '../data/session.ts';
import { firstDayOfWeek, formatDayShort, formatLocale } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { readDay } from './entry.ts';
import { type EntryProps, TextEntry } from './text-entry.tsx';

export interface DayFieldProps extends EntryProps<Day> {
  /** The day that `+30` counts from; today unless given. */
  readonly base?: Day;
}

/** Alt+ArrowDown opens the calendar, as the platforms' own fields do. */
export function DayField({ base, ...entry }: DayFieldProps) {
  const t = useText('common');
  const today = useToday();
  const [open, setOpen] = useState(false);
  const read = useMemo(() => (text: string) => readDay(text, today, base ?? today), [today, base]);
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-end" trapFocus returnFocus withRoles={false}>
      <Popover.Target>
        <TextEntry<Day>
          {...entry}
          read={read}
          write={formatDayShort}
          onKeyDown={(event) => {
            if (event.altKey && event.key === 'ArrowDown') {
              event.preventDefault();
              setOpen(true);
            }
            entry.onKeyDown?.(event);
          }}
          rightSection={
            <ActionIcon
              variant="subtle"
              color="gray"
              size="sm"
              tabIndex={-1}
              aria-label={t('calendar.open')}
              disabled={entry.disabled === true || entry.readOnly === true}
              onClick={() => setOpen(!open)}
            >
              <IconCalendar size={16} />
            </ActionIcon>
          }
        />
      </Popover.Target>
      <Popover.Dropdown>
        <DatePicker
          size="sm"
          value={entry.value}
          defaultDate={entry.value ?? today}
          locale={formatLocale()}
          firstDayOfWeek={firstDayOfWeek()}
          ariaLabels={{
            nextMonth: t('calendar.next-month'),
            previousMonth: t('calendar.previous-month'),
            monthLevelControl: t('calendar.months'),
            yearLevelControl: t('calendar.years'),
          }}
          onChange={(day) => {
            entry.onChange(day);
            setOpen(false);
          }}
        />
      </Popover.Dropdown>
    </Popover>
  );
}
