/** Handlers of payments, and of reports on their way out. */
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import { applyCredit } from '../commands/apply-credit.ts';
import { makeRefund } from '../commands/make-refund.ts';
import { postPayment } from '../commands/post-payment.ts';
import { takeAllocationBack, voidPayment } from '../commands/take-back.ts';
import { agingCsv } from '../documents/aging-csv.ts';
import { taxReportCsv } from '../documents/tax-report-csv.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { executing } from './record-handlers.ts';
import type { Handlers } from './router.ts';
import { saveChosen } from './save-chosen.ts';

type PaymentHandlers = Pick<
  Handlers,
  | 'payments.post'
  | 'payments.void'
  | 'payments.applyCredit'
  | 'refunds.make'
  | 'allocations.takeBack'
  | 'aging.exportCsv'
  | 'taxes.exportReport'
>;

export function paymentHandlers(services: MainServices): PaymentHandlers {
  return {
    'payments.post': executing(services, 'payments.post', postPayment),
    'payments.void': executing(services, 'payments.void', voidPayment),
    'payments.applyCredit': executing(services, 'payments.applyCredit', applyCredit),
    'refunds.make': executing(services, 'refunds.make', makeRefund),
    'allocations.takeBack': executing(services, 'allocations.takeBack', takeAllocationBack),
    'aging.exportCsv': async ({ asOf, by }): Promise<Result<{ saved: boolean }, AppError>> => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const report = await company.value.keeper.query('aging.report', { asOf, by });
      if (!report.ok) return report;
      const bytes = new TextEncoder().encode(agingCsv(report.value));
      const saved = await saveChosen(services.desktop, `aging-${asOf}.csv`, 'csv', bytes);
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
    'taxes.exportReport': async ({ from, to }): Promise<Result<{ saved: boolean }, AppError>> => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const report = await company.value.keeper.query('taxes.report', { from, to });
      if (!report.ok) return report;
      const bytes = new TextEncoder().encode(taxReportCsv(report.value));
      const saved = await saveChosen(services.desktop, `tax-${from}-${to}.csv`, 'csv', bytes);
      return saved.ok ? ok({ saved: saved.value }) : saved;
    },
  };
}
