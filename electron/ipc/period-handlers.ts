/** Handlers of closed periods (PC1–PC4). */
import { addDays } from '../../shared/domain/day.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { closePeriod, reopenPeriod, sealPeriod } from '../commands/close-period.ts';
import { fileReports } from '../documents/filed-reports.ts';
import { getBlob } from '../journal/blobs.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';
import { fileName, saveChosen } from './save-chosen.ts';

type PeriodHandlers = Pick<
  Handlers,
  'periods.close' | 'periods.reopen' | 'periods.seal' | 'periods.saveReport'
>;

/** How often the reports are made again because something was recorded while they were. */
const ATTEMPTS = 5;

export function periodHandlers(services: MainServices): PeriodHandlers {
  const { desktop, documents, tasks } = services;
  return {
    'periods.close': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { keeper } = company.value;
      const { through } = input;
      return tasks.run('close-period', false, async (progress) => {
        for (let attempt = 1; ; attempt += 1) {
          const [looked, open] = await Promise.all([
            keeper.lookup('closing', { through, device: company.value.deviceId }),
            keeper.lookup('openFrom', {}),
          ]);
          if (!looked.ok) return looked;
          if (!open.ok) return open;
          const days = { through, before: open.value === null ? null : addDays(open.value, -1) };
          const report = (done: number, total: number) => progress.report(done, total);
          const filed =
            through < company.value.today && (days.before === null || through > days.before)
              ? await fileReports(company.value, documents, days, report)
              : ok([]);
          if (!filed.ok) return filed;
          const closing = { ...input, files: filed.value, known: looked.value.known };
          const closed = await company.value.execute('periods.close', closePeriod, closing);
          if (closed.ok || closed.error.kind !== 'changed-meanwhile' || attempt === ATTEMPTS) return closed;
        }
      });
    },
    'periods.reopen': executing(services, 'periods.reopen', reopenPeriod),
    'periods.seal': executing(services, 'periods.seal', sealPeriod),
    'periods.saveReport': async ({ id, sha256 }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const closes = await company.value.keeper.lookup('closes', {});
      if (!closes.ok) return closes;
      const file = closes.value
        .find((close) => close.id === id)
        ?.files.find((each) => each.sha256 === sha256);
      if (!file) return err({ kind: 'not-found', what: 'period', id });
      const bytes = await getBlob(company.value.folder, sha256);
      if (!bytes.ok) return bytes;
      const extension = file.name.endsWith('.pdf') ? 'pdf' : 'csv';
      const name = fileName(file.name.slice(0, -4), extension);
      const saved = await saveChosen(desktop, name, extension, bytes.value);
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
  };
}
