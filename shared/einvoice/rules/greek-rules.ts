/**
 * Peppol's rules of sellers taxed in Greece (GR-R, GR-S). Their invoices carry a number in six parts and the mark of myDATA,
 * which this program has no line to: what is missing is said, and another format chosen.
 */

import type { EInvoice, Identifier, TradeParty } from '../model.ts';
import { isGreek } from '../organisation-numbers.ts';
import { bindingOn, ownTaxCountry, sitsIn, taxCountry } from './national.ts';
import { isEmpty, type Rule, type Site, site } from './rule.ts';

const GREECE: ReadonlySet<string> = new Set(['GR', 'EL']);
const isSold = (invoice: EInvoice): boolean => GREECE.has(taxCountry(invoice));

const taxed = bindingOn(isSold);
const marked = bindingOn((invoice) => isSold(invoice) && sitsIn(invoice.seller, 'GR'));
const domestic = bindingOn((invoice) => isSold(invoice) && GREECE.has(ownTaxCountry(invoice.buyer)));
/** A seller of another country is not addressed by the number of its representative. */
const own = bindingOn(({ seller }) => GREECE.has(ownTaxCountry(seller)));

/** Electronic addresses that are Greek tax numbers. */
const TAX_NUMBER = '9933';
const KINDS: ReadonlySet<string> = new Set(['1.1', '1.6', '2.1', '2.4', '5.1', '5.2']);
const MARK = '##M.AR.K##';
const LINK = '##INVOICE|URL##';

const isVatId = (vatId = ''): boolean => vatId.startsWith('EL') && isGreek(vatId.slice(2));

const described = ({ attachments }: EInvoice, as: string) =>
  attachments.flatMap((each, index) =>
    each.description === as ? [{ ...each, path: `attachments.${index}` }] : [],
  );

/** A part of the number, where it has all six: a number that has not is named once, by its count. */
const part =
  (index: number, isRight: (text: string, invoice: EInvoice) => boolean): Rule['broken'] =>
  (invoice) => {
    const parts = (invoice.number ?? '').split('|');
    const text = parts[index] ?? '';
    return site(parts.length === 6 && !isRight(text, invoice), 'number', { found: text });
  };

const addressed = (endpoint: Identifier | undefined, path: string): Site[] =>
  site(endpoint !== undefined && !(endpoint.scheme === TAX_NUMBER && isGreek(endpoint.id)), path, {
    found: endpoint?.id ?? '',
  });

const unnamed = ({ tradingName }: TradeParty, path: string): Site[] =>
  site(isEmpty(tradingName), `${path}.tradingName`);

export const GREEK_RULES: readonly Rule[] = [
  taxed('GR-R-001-1', ['BT-1'], 'wrong-format', ({ number }) =>
    site(!isEmpty(number) && number?.split('|').length !== 6, 'number', { found: number ?? '' }),
  ),
  taxed(
    'GR-R-001-2',
    ['BT-1', 'BT-31', 'BT-63'],
    'unlike',
    part(0, (text, { seller, representative }) =>
      [seller.vatId, representative?.vatId].some((id) => isGreek(text) && id?.slice(2, 11) === text),
    ),
  ),
  taxed(
    'GR-R-001-3',
    ['BT-1', 'BT-2'],
    'unlike',
    part(1, (text, { issueDate = '' }) => text === issueDate.split('-').reverse().join('/')),
  ),
  taxed(
    'GR-R-001-4',
    ['BT-1'],
    'wrong-format',
    part(2, (text) => /^\d+$/.test(text)),
  ),
  taxed(
    'GR-R-001-5',
    ['BT-1'],
    'unknown-code',
    part(3, (text) => KINDS.has(text)),
  ),
  taxed(
    'GR-R-001-6',
    ['BT-1'],
    'wrong-format',
    part(4, (text) => text !== ''),
  ),
  taxed(
    'GR-R-001-7',
    ['BT-1'],
    'wrong-format',
    part(5, (text) => text !== ''),
  ),
  taxed('GR-R-002', ['BT-28'], 'missing', ({ seller }) => unnamed(seller, 'seller')),
  taxed('GR-R-003', ['BT-31'], 'wrong-format', ({ seller: { vatId } }) =>
    site(!isEmpty(vatId) && !isVatId(vatId), 'seller.vatId', { found: vatId ?? '' }),
  ),
  marked('GR-R-004-1', ['BT-122'], 'missing', (invoice) =>
    site(described(invoice, MARK).length !== 1, 'attachments'),
  ),
  marked('GR-R-004-2', ['BT-122'], 'wrong-format', (invoice) =>
    described(invoice, MARK).flatMap(({ id = '', path }) =>
      site(!/^[1-9]\d*$/.test(id), `${path}.id`, { found: id }),
    ),
  ),
  taxed('GR-R-005', ['BT-45'], 'missing', ({ buyer }) => unnamed(buyer, 'buyer')),
  domestic('GR-R-006', ['BT-48'], 'missing', ({ buyer: { vatId } }) =>
    site(!isVatId(vatId), 'buyer.vatId', { found: vatId ?? '' }),
  ),
  marked(
    'GR-S-008-1',
    ['BT-124'],
    'missing',
    (invoice) => site(described(invoice, LINK).length !== 1, 'attachments'),
    { warning: true },
  ),
  marked('GR-R-008-2', ['BT-124'], 'too-many', (invoice) =>
    site(described(invoice, LINK).length > 1, 'attachments'),
  ),
  taxed('GR-R-008-3', ['BT-124'], 'missing', (invoice) =>
    described(invoice, LINK).flatMap(({ location, path }) => site(isEmpty(location), `${path}.location`)),
  ),
  own('GR-R-009', ['BT-34'], 'wrong-format', ({ seller }) => addressed(seller.endpoint, 'seller.endpoint')),
  domestic('GR-R-010', ['BT-49'], 'wrong-format', ({ buyer }) => addressed(buyer.endpoint, 'buyer.endpoint')),
  taxed(
    'GR-S-011',
    ['BT-31'],
    'missing',
    ({ seller: { vatId } }) => site(!isVatId(vatId), 'seller.vatId', { found: vatId ?? '' }),
    { warning: true },
  ),
];
