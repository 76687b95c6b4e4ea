/** Handlers of delivery notes, receipts and correction notices (DO6, RE4). */
import { isOffer } from '../../shared/domain/document-kinds.ts';
import { err, ok } from '../../shared/errors/index.ts';
import { confirmRefund } from '../commands/confirm-refund.ts';
import { correctionNotice } from '../commands/correction-notice.ts';
import { type Delivery, deliveryOf, invoiceOfDeliveries } from '../commands/delivery-draft.ts';
import { issueReceipt } from '../commands/issue-receipt.ts';
import { archiveSoon } from './archive-soon.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { notBilledYet } from './offer-invoice.ts';
import type { Handlers } from './router.ts';

type ConfirmingHandlers = Pick<
  Handlers,
  'offers.deliver' | 'deliveries.invoice' | 'receipts.issue' | 'invoices.notice' | 'refunds.confirm'
>;

export function confirmingHandlers(services: MainServices): ConfirmingHandlers {
  const newId = () => services.newId();
  return {
    'offers.deliver': async ({ id }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { keeper, today } = company.value;
      const [view, found] = await Promise.all([
        keeper.query('documents.get', { id, today }),
        keeper.lookup('issued', { id }),
      ]);
      if (!view.ok) return view;
      if (!found.ok) return found;
      if (!found.value || !isOffer(found.value.kind)) return err({ kind: 'not-found', what: 'document', id });
      const notes = view.value.namedBy.filter(({ kind }) => kind === 'deliveryNote');
      const deliveries = await Promise.all(notes.map((note) => keeper.lookup('issued', { id: note.id })));
      const delivered = deliveries.flatMap((note) => (note.ok && note.value ? [note.value] : []));
      const draft = deliveryOf(id, found.value, delivered);
      const params = { number: found.value.number };
      return draft.lines.length === 0
        ? err({ kind: 'refused', reason: 'nothing-to-deliver', params })
        : ok({ draft });
    },
    'deliveries.invoice': async ({ ids }) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const { keeper } = company.value;
      const wanted = [...new Set(ids)];
      const rows = await keeper.lookup('documents', { ids: wanted });
      if (!rows.ok) return rows;
      const deliveries: Delivery[] = [];
      for (const id of wanted) {
        const row = rows.value.find((one) => one.id === id);
        const issued = await keeper.lookup('issued', { id });
        if (!issued.ok) return issued;
        if (row?.kind !== 'deliveryNote' || !issued.value)
          return err({ kind: 'not-found', what: 'document', id });
        const params = { number: row.number };
        if (row.void) return err({ kind: 'refused', reason: 'already-void', params });
        if (row.billedBy !== null) return err({ kind: 'refused', reason: 'nothing-to-invoice', params });
        const [first] = deliveries;
        if (first && first.document.customerId !== issued.value.customerId)
          return err({ kind: 'refused', reason: 'customer-differs', params });
        if (
          first &&
          (first.document.currency !== issued.value.currency ||
            first.document.pricesIncludeTax !== issued.value.pricesIncludeTax)
        )
          return err({ kind: 'refused', reason: 'currency-differs', params });
        deliveries.push({ id, document: issued.value });
      }
      const open = await notBilledYet(company.value, deliveries);
      if (!open.ok) return open;
      const [first, ...others] = open.value;
      if (!first) {
        const params = { number: deliveries[0]?.document.number ?? '' };
        return err({ kind: 'refused', reason: 'nothing-to-invoice', params });
      }
      return ok({ draft: invoiceOfDeliveries([first, ...others], newId) });
    },
    'receipts.issue': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const issued = await company.value.execute('receipts.issue', issueReceipt, input);
      if (issued.ok) archiveSoon(services, company.value, input.id);
      return issued;
    },
    'refunds.confirm': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const issued = await company.value.execute('refunds.confirm', confirmRefund, input);
      if (issued.ok) archiveSoon(services, company.value, input.id);
      return issued;
    },
    'invoices.notice': async (input) => {
      const company = openCompany(services);
      if (!company.ok) return company;
      const issued = await company.value.execute('invoices.notice', correctionNotice, input);
      if (issued.ok) archiveSoon(services, company.value, input.id);
      return issued;
    },
  };
}
