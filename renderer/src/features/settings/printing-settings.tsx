/** Printer, copies and paper of each kind of document, on this computer. */
import { NumberInput, Select, SimpleGrid, Switch, Text, Title } from '@mantine/core';
import type { Settings } from '../../../../shared/contract/app.ts';
import { saveSettings, useSession } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorPanel } from '../../ui/error-text.tsx';
import { notifyError } from '../../ui/notify.ts';
import classes from './settings.module.css';

type Kind = keyof Settings['printing'];
type Preference = NonNullable<Settings['printing'][Kind]>;

const KINDS = ['invoice', 'creditNote', 'report'] as const satisfies readonly Kind[];

async function keep(kind: Kind, preference: Preference): Promise<void> {
  const printing = useSession.getState().app?.settings.printing ?? {};
  const error = await saveSettings({ printing: { ...printing, [kind]: preference } });
  if (error) notifyError(error);
}

export function PrintingSettings() {
  const t = useText('settings');
  const settings = useSession(({ app }) => app?.settings);
  const printers = useBooks('printers.list', {});
  const company = useBooks('company.get', {});
  if (!settings) return null;
  const names = (printers.data ?? []).map(({ name, description, isDefault }) => ({
    value: name,
    label: [description === '' ? name : description, isDefault ? t('printing.default') : '']
      .filter(Boolean)
      .join(' – '),
  }));
  return (
    <div className={classes.form}>
      <Title order={2}>{t('tab.printing')}</Title>
      <Text size="sm" c="var(--quiet)" mb="md">
        {t('printing.text')}
      </Text>
      {printers.error && <ErrorPanel error={printers.error} onRetry={printers.again} />}
      {printers.data?.length === 0 && (
        <ErrorPanel
          error={{ kind: 'printing', problem: 'no-printers', detail: '' }}
          onRetry={printers.again}
        />
      )}
      {KINDS.map((kind) => {
        const preference: Preference = settings.printing[kind] ?? {
          printer: '',
          copies: 1,
          paper: company.data?.fields.paper ?? 'A4',
          silent: false,
        };
        const set = (change: Partial<Preference>): void => void keep(kind, { ...preference, ...change });
        const known = preference.printer === '' || names.some(({ value }) => value === preference.printer);
        return (
          <section key={kind} className={classes.section} aria-label={t(`printing.${kind}`)}>
            <Title order={3} mb={6}>
              {t(`printing.${kind}`)}
            </Title>
            <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
              <Select
                label={t('printing.printer')}
                placeholder={t('printing.ask')}
                data={known ? names : [...names, { value: preference.printer, label: preference.printer }]}
                value={preference.printer === '' ? null : preference.printer}
                clearable
                error={known || !printers.data ? undefined : t('printing.gone')}
                onChange={(printer) => set({ printer: printer ?? '', ...(printer ? {} : { silent: false }) })}
              />
              <NumberInput
                label={t('printing.copies')}
                min={1}
                max={20}
                allowDecimal={false}
                value={preference.copies}
                onChange={(copies) =>
                  typeof copies === 'number' && copies >= 1 && copies <= 20 && set({ copies })
                }
              />
              <Select
                label={t('company.paper')}
                data={['A4', 'Letter']}
                allowDeselect={false}
                value={preference.paper}
                onChange={(paper) => paper && set({ paper: paper as Preference['paper'] })}
              />
            </SimpleGrid>
            <Switch
              mt="xs"
              label={t('printing.silent')}
              checked={preference.silent}
              disabled={preference.printer === ''}
              onChange={(event) => set({ silent: event.currentTarget.checked })}
            />
          </section>
        );
      })}
    </div>
  );
}
