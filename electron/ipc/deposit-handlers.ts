/** Handlers that begin deposit invoices, the invoices that deduct them, and debit notes (AL3, DO4). */
import type { IssuedDocument } from '../../shared/domain/document.ts';
import { isOffer, isOwed } from '../../shared/domain/document-kinds.ts';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { chargeOn, depositOn, finalInvoiceOf } from '../commands/deposit-draft.ts';
import type { Company } from '../company/company.ts';
import { type MainServices, openCompany } from './main-services.ts';
import { invoiceOfOffer } from './offer-invoice.ts';
import type { Handlers } from './router.ts';

type DepositHandlers = Pick<Handlers, 'offers.deposit' | 'deposits.invoice' | 'invoices.charge'>;

export function depositHandlers(services: MainServices): DepositHandlers {
  const withDocument = async <Output>(
    id: string,
    isFit: (document: IssuedDocument) => boolean,
    work: (document: IssuedDocument, company: Company) => Promise<Result<Output, AppError>>,
  ): Promise<Result<Output, AppError>> => {
    const company = openCompany(services);
    if (!company.ok) return company;
    const found = await company.value.keeper.lookup('issued', { id });
    if (!found.ok) return found;
    if (!found.value || !isFit(found.value)) return err({ kind: 'not-found', what: 'document', id });
    return work(found.value, company.value);
  };
  const newId = () => services.newId();

  return {
    'offers.deposit': ({ id, asked }) =>
      withDocument(
        id,
        ({ kind }) => isOffer(kind),
        async (offer) => ok({ draft: depositOn(id, offer, asked, newId) }),
      ),
    'deposits.invoice': ({ id }) =>
      withDocument(
        id,
        ({ kind }) => kind === 'depositInvoice',
        async (deposit, company) => {
          const offer = deposit.about?.documents[0]?.id;
          if (!offer) return ok({ draft: finalInvoiceOf(id, deposit) });
          const made = await invoiceOfOffer(company, offer);
          return made.ok ? made : ok({ draft: finalInvoiceOf(id, deposit) });
        },
      ),
    'invoices.charge': ({ id }) =>
      withDocument(
        id,
        ({ kind }) => isOwed(kind),
        async (invoice) => ok({ draft: chargeOn(id, invoice) }),
      ),
  };
}
