/** Printer, tray, copies and paper of each kind of document, on this computer. */
import { Switch, Text, Title } from '@mantine/core';
import {
  type PrintChoice,
  type PrintKind,
  type PrintPreference,
  zPrintKind,
} from '../../../../shared/contract/printing.ts';
import { isOwed } from '../../../../shared/domain/document-kinds.ts';
import { saveSettings, useSession } from '../../data/session.ts';
import { useBooks } from '../../data/use-books.ts';
import { useText } from '../../text/i18n.ts';
import { notifyError } from '../../ui/notify.ts';
import { NoPrinters, PrintFields, usePrinters } from '../../ui/print-fields.tsx';
import { PrintMarks } from '../../ui/print-marks.tsx';
import classes from './settings.module.css';

async function keep(kind: PrintKind, preference: PrintPreference): Promise<void> {
  const printing = useSession.getState().app?.settings.printing ?? {};
  const error = await saveSettings({ printing: { ...printing, [kind]: preference } });
  if (error) notifyError(error);
}

export function PrintingSettings() {
  const t = useText('settings');
  const common = useText('common');
  const printing = useSession(({ app }) => app?.settings.printing);
  const printers = usePrinters();
  const company = useBooks('company.get', {});
  if (!printing) return null;
  return (
    <div className={classes.form}>
      <Title order={2}>{t('tab.printing')}</Title>
      <Text size="sm" c="var(--quiet)" mb="md">
        {t('printing.text')}
      </Text>
      <NoPrinters printers={printers} />
      {zPrintKind.options.map((kind) => {
        const preference = printing[kind];
        const paper = company.data?.fields.paper ?? 'A4';
        const choice: PrintChoice = preference ?? { printer: '', tray: '', copies: 1, paper };
        const isSilent = preference?.silent ?? false;
        const name = common(`print.kind.${kind}`);
        return (
          <section key={kind} className={classes.section} aria-label={name}>
            <Title order={3} mb={6}>
              {name}
            </Title>
            <PrintFields
              choice={choice}
              printers={printers}
              none={t('printing.ask')}
              onChange={(next) => void keep(kind, { ...next, silent: isSilent && next.printer !== '' })}
            />
            {choice.printer !== '' && kind !== 'report' && (
              <PrintMarks
                choice={choice}
                onChange={(next) => void keep(kind, { ...next, silent: isSilent })}
                isOwed={isOwed(kind)}
              />
            )}
            {choice.printer !== '' && (
              <Switch
                mt="xs"
                label={t('printing.silent')}
                checked={isSilent}
                onChange={(event) => void keep(kind, { ...choice, silent: event.currentTarget.checked })}
              />
            )}
          </section>
        );
      })}
    </div>
  );
}
