/** Peppol's rules of sellers in Iceland (IS-R). */
import { isDay } from '../../domain/day.ts';
import type { EInvoice, TradeParty } from '../model.ts';
import { bindingOn, missingPart, soldFrom, soldWithin } from './national.ts';
import { isEmpty, type Rule, type Site, site } from './rule.ts';

const seller = bindingOn(soldFrom('IS'));
const domestic = bindingOn(soldWithin('IS'));

/** Kennitölur in the list of ISO 6523. */
const KENNITALA = '0196';
const TYPES: ReadonlySet<string | undefined> = new Set(['380', '381']);
/** Marks the attachment whose name is the last day of payment. */
const LAST_DAY = 'EINDAGI';

const unregistered = ({ legalId }: TradeParty, path: string): Site[] =>
  site(isEmpty(legalId?.id) || legalId?.scheme !== KENNITALA, `${path}.legalId`, {
    found: legalId?.id ?? '',
  });

/** A claim (9) or a transfer (42) names an account of twelve digits: bank, ledger and number. */
const account =
  (means: string): Rule['broken'] =>
  ({ payments }) =>
    payments.flatMap(({ code, account: to }, index) =>
      site(code === means && to?.id?.trim().length !== 12, `payments.${index}.account.id`, {
        found: to?.id ?? '',
      }),
    );

const lastDay =
  (isRight: (day: string, invoice: EInvoice) => boolean): Rule['broken'] =>
  (invoice) =>
    invoice.attachments.flatMap(({ id = '', description }, index) =>
      site(description === LAST_DAY && !isRight(id, invoice), `attachments.${index}.id`, { found: id }),
    );

export const ICELANDIC_RULES: readonly Rule[] = [
  seller(
    'IS-R-001',
    ['BT-3'],
    'unknown-code',
    ({ typeCode }) => site(!TYPES.has(typeCode), 'typeCode', { found: typeCode ?? '' }),
    { warning: true },
  ),
  seller('IS-R-002', ['BT-30'], 'missing', (invoice) => unregistered(invoice.seller, 'seller')),
  seller('IS-R-003', ['BT-35', 'BT-38'], 'missing', (invoice) =>
    missingPart(invoice.seller.address, 'seller.address', 'line1', 'postcode'),
  ),
  domestic('IS-R-004', ['BT-47'], 'missing', ({ buyer }) => unregistered(buyer, 'buyer')),
  domestic('IS-R-005', ['BT-50', 'BT-53'], 'missing', ({ buyer }) =>
    missingPart(buyer.address, 'buyer.address', 'line1', 'postcode'),
  ),
  seller('IS-R-006', ['BT-84'], 'wrong-format', account('9')),
  seller('IS-R-007', ['BT-84'], 'wrong-format', account('42')),
  seller('IS-R-008', ['BT-122'], 'wrong-format', lastDay(isDay)),
  seller(
    'IS-R-009',
    ['BT-9'],
    'missing',
    lastDay((_, { dueDate }) => !isEmpty(dueDate)),
  ),
  seller(
    'IS-R-010',
    ['BT-122', 'BT-9'],
    'days-turned',
    lastDay((day, { dueDate = '' }) => dueDate <= day),
  ),
];
