/** The acts of random histories: what desktops do to the same few things. */
import { addDays } from '../../shared/domain/day.ts';
import { minor } from '../../shared/domain/money.ts';
import { type DomainEvent, event, type UnknownEvent } from '../../shared/events/event-types.ts';
import { erasureName } from '../../shared/events/personal.ts';
import { allocated, customerFields, id, issued, posted } from '../books/record.ts';

/** One random act: what it means is said in `eventsOf`. */
export interface Act {
  readonly device: number;
  readonly what: number;
  readonly one: number;
  readonly two: number;
  readonly amount: number;
  readonly day: number;
  readonly later: number;
  /** Number of the allocation or deduction that is made, where acts are not to claim each other's. */
  readonly own?: number;
}

const DAYS = ['2026-01-05', '2026-01-08', '2026-01-10', '2026-01-12', '2026-01-15', '2026-02-01'];

/** Last days of periods: the earlier acts lie in them, if nothing keeps them out. */
const CLOSING = ['2025-12-31', '2026-01-05', '2026-01-08', '2026-01-10', '2026-01-12'];

const INVOICES = 4;
const SOURCES = 4;
const CLOSES = 4;
const ALLOCATIONS = 9;
/** Kinds of acts. */
export const KINDS = 29;
const DEDUCTIONS = 4;
/** A pad that is written on by hand, of six sheets (NU6). */
export const PAD = id('seri', 2);
export const SHEETS = 6;

const customer = (number: number) => id('cust', number % 2);
const invoice = (number: number) => id('inv', number % INVOICES);
/** The last two sources are credit notes. */
const isNote = (number: number) => number % SOURCES >= 2;
const source = (number: number) => id(isNote(number) ? 'note' : 'pay', number % SOURCES);
const currencyOf = (number: number) => (number === 17 ? 'USD' : 'EUR');

/** The day that an act asks for. */
export const dayOf = ({ day }: Act): string => DAYS[day % DAYS.length] ?? '2026-01-10';

/** Number of something that was made earlier: one of the last few, where acts have numbers of their own. */
const madeBefore = ({ own, one }: Act, space: number): number =>
  own === undefined ? one % space : Math.max(0, own - 1 - (one % 8));

/** An entry under a key of one of two generations, taken out, or the erasure of one of them (EV10). */
function personalAct({ device, one, amount, later }: Act, day: string): DomainEvent {
  const subject = customer(later);
  const generation = 1 + (amount % 2);
  if (one % 3 === 0) {
    const erased = { [erasureName(subject, generation)]: { on: day } };
    return event('personal.erased', customer(one), day, { fields: { erased } });
  }
  const key = id('key', device * 10 + generation);
  const sealed = one % 3 === 1 ? { key, box: 'c2VhbGVk' } : null;
  const named = { [key]: { subject, generation, check: String(generation).repeat(64) } };
  return event('personal.set', customer(one), day, {
    fields: { entries: { [id('note', amount % 3)]: sealed }, keys: named },
  });
}

/** A bank takes a payment back, somebody presents it again, or one commit says both (AL5). */
function turns({ one, two, amount }: Act, day: string): DomainEvent[] {
  const payment = id('pay', one % 2);
  const returned = event('payment.returned', payment, day, {
    code: 'AC04',
    fee: minor(0),
    reason: `${two}`,
  });
  const presented = (on: string) => event('payment.presented', payment, on, { reason: `${two}` });
  const said = [[returned], [presented(day)], [returned, presented(addDays(day, 1 + (amount % 5)))]] as const;
  return [...(said[amount % 3] ?? [])];
}

/** What an act says, counting from `day` on. */
export function eventsOf(act: Act, day: string): (DomainEvent | UnknownEvent)[] {
  const { one, two, amount } = act;
  const kind = isNote(two) ? ('creditNote' as const) : ('payment' as const);
  switch (act.what % KINDS) {
    case 0:
      return [
        event('customer.set', customer(one), day, {
          fields: customerFields({ name: `Name ${two}`, city: '' } as object),
        }),
      ];
    case 1:
      return [
        event('customer.set', customer(one), day, {
          fields: { email: `office${two}@a.example`, phone: String(amount) },
        }),
      ];
    case 2:
      if (two % 4 === 1) {
        // Rates of a year and prices of a list merge day by day and item by item.
        const kept = one % 3 === 0 ? null : { rate: String(amount + 1), source: `${two}` };
        return [
          event('rates.set', id('rate', one % 2), day, {
            fields: { from: 'EUR', to: 'USD', days: { [day]: kept } },
          }),
        ];
      }
      if (two % 4 === 3) {
        const price = one % 3 === 0 ? null : [{ least: '1', price: String(amount) }];
        return [
          event('price-list.set', id('list', one % 2), day, {
            fields: { name: `List ${two}`, prices: { [id('item', two % 2)]: price } },
          }),
        ];
      }
      if (two % 8 === 2)
        return [
          event('fee.set', id('fee', one % 2), day, {
            fields: { name: `Fee ${two}`, amount: String(amount), archived: one % 3 === 0 },
          }),
        ];
      if (two % 8 === 6) return [personalAct(act, day)];
      return [
        event('item.set', id('item', one % 2), day, {
          fields: { price: String(amount), archived: two % 2 === 0 },
        }),
      ];
    case 3:
    case 4:
    case 5:
      return [
        issued({
          id: invoice(one),
          // Now and then an offer claims the id: whatever is allocated to it settles nothing.
          ...(amount % 17 === 0 ? { kind: 'quote' as const } : {}),
          number: `INV-${act.device}-${amount}`,
          counter: amount,
          customer: customer(one),
          day,
          total: amount * 10,
          currency: currencyOf(two),
          draft: two % 3 === 0 ? id('drft', one % 2) : null,
        }),
      ];
    case 6:
    case 7:
      return [
        posted({
          id: id('pay', two % 2),
          customer: customer(two),
          day,
          amount: amount * 10,
          currency: currencyOf(one),
        }),
      ];
    case 8:
      return [
        issued({
          id: id('note', 2 + (two % 2)),
          kind: 'creditNote',
          number: `CN-${amount}`,
          customer: customer(two),
          day,
          total: amount * 8,
        }),
      ];
    case 9:
    case 10:
    case 11:
    case 12: {
      const made = {
        source: source(two),
        kind,
        target: invoice(one),
        amount: amount * 7,
        day,
        customer: customer(one),
      };
      return [
        allocated({
          id: id('allo', act.own ?? act.later % ALLOCATIONS),
          ...made,
          currency: currencyOf(one * two),
        }),
      ];
    }
    case 13:
      return [
        event('allocation.taken-back', id('allo', madeBefore(act, ALLOCATIONS)), day, { reason: `${two}` }),
      ];
    case 14:
      return [
        event('document.voided', two % 4 === 0 ? source(2 + one) : invoice(one), day, { reason: `${two}` }),
      ];
    case 15:
      if (two % 5 === 4) {
        const place = (['in-hand', 'banked', 'cleared'] as const)[amount % 3] ?? 'banked';
        return [event('cheque.placed', id('pay', one % 2), day, { place, reason: `${two}` })];
      }
      if (two % 2 === 0) return [event('payment.voided', id('pay', one % 2), day, { reason: `${two}` })];
      return turns(act, day);
    case 16:
      if (amount % 4 === 3)
        return [
          event('credit.written', id('refu', act.own ?? one % 3), day, {
            source: { kind, id: source(two) },
            amount: minor(amount * 3),
            reason: '',
          }),
        ];
      return [
        event('refund.made', id('refu', act.own ?? one % 3), day, {
          source: { kind, id: source(two) },
          amount: minor(amount * 3),
          method: null,
          methodName: '',
          reference: '',
          reason: '',
        }),
      ];
    case 17: {
      const payment = two % 2 === 0 ? id('pay', two % 2) : null;
      const less = { kind: 'small-difference', amount: minor(two % 5 === 0 ? -amount : amount * 2) } as const;
      const of = { target: invoice(one), customer: customer(one), currency: currencyOf(two), payment };
      return [
        event('deduction.made', id('dedu', act.own ?? act.later % DEDUCTIONS), day, {
          ...of,
          ...less,
          reason: '',
        }),
      ];
    }
    case 18:
      return [event('deduction.taken-back', id('dedu', madeBefore(act, DEDUCTIONS)), day, { reason: '' })];
    case 19:
      if (two % 12 === 11) {
        const number = String(amount % 10).repeat(64);
        if (amount % 3 === 0) return [event('document.delivered', invoice(one), day, { how: 'portal' })];
        return [
          event('document.cleared', invoice(one), day, { number, acknowledgement: '1', date: day, code: '' }),
        ];
      }
      if (two % 6 === 5) {
        const made = { format: 'ubl', sha256: String(amount % 10).repeat(64), bytes: 9 } as const;
        return [event('document.einvoiced', invoice(one), day, made)];
      }
      if (two % 6 === 3) {
        const to = ['office@customer.example'];
        const sent = { to, cc: [], refused: [], subject: 'Invoice', messageId: '<1@office.example>' };
        const file = { sha256: String(amount % 10).repeat(64), bytes: 9 };
        return [event('document.mailed', invoice(one), day, { ...sent, ...file })];
      }
      return two % 2 === 0
        ? [event('document.released', invoice(one), day, { how: 'printed' })]
        : [
            event('document.archived', invoice(one), day, {
              sha256: String(amount % 10).repeat(64),
              bytes: 9,
              template: '1',
              ...(amount % 4 === 0 ? { clearance: String(amount % 10).repeat(64) } : {}),
            }),
          ];
    case 20:
      if (two % 5 === 4)
        return [event('quote.answered', invoice(one), day, { accepted: one % 2 === 0, reason: `${two}` })];
      return two % 4 === 0
        ? [event('draft.discarded', id('drft', one % 2), day, {})]
        : [
            event('draft.set', id('drft', one % 2), day, {
              fields: { notes: `${two}` },
              lines: { [id('line', two % 3)]: null },
              order: amount % 2 === 0 ? [id('line', two % 3), id('line', one % 3)] : null,
            }),
          ];
    case 21:
      if (two % 3 === 2)
        return [event('series.closed', id('seri', 1), day, { reason: `${two}`, last: amount })];
      return two % 3 === 0
        ? [{ type: 'invoice.blessed', version: 1, entity: invoice(one), effective: day, data: { amount } }]
        : [
            event('series.opened', id('seri', 1), day, {
              kind: 'invoice',
              device: id('dev', act.device),
              prefix: `${two}`,
              year: null,
              width: 4,
              first: one + 1,
            }),
          ];
    case 22:
    case 23:
      return [
        event('period.closed', id('clos', act.own ?? one % CLOSES), day, {
          through: CLOSING[two % CLOSING.length] ?? '2025-12-31',
          known: {},
          // Not what stood of them: that any two desktops agree must not hang on it.
          cuts: Object.fromEntries(
            [0, 1, 2].map((next) => [id('allo', (amount + next) % ALLOCATIONS), minor(amount * (next + 1))]),
          ),
          figures: [],
          files: [],
          absent: [],
          note: '',
        }),
      ];
    case 24:
      return two % 3 === 0
        ? [event('period.sealed', id('clos', madeBefore(act, CLOSES)), day, {})]
        : [event('period.reopened', id('clos', madeBefore(act, CLOSES)), day, { reason: `${two}` })];
    case 26: {
      // A sheet of the pad that lies beside the desktops: two of them may enter the same one.
      const sheet = 1 + (two % SHEETS);
      return [
        issued({
          id: id('shee', act.own ?? act.device * 100 + one),
          number: `P-${sheet}`,
          counter: sheet,
          series: PAD,
          customer: customer(one),
          day,
          total: amount * 10,
        }),
      ];
    }
    case 27:
      if (two % 6 === 0) {
        const pad = { kind: 'invoice', device: id('dev', 1), prefix: 'P-', year: null, width: 1 } as const;
        return [event('series.opened', PAD, day, { ...pad, first: 1, paper: { last: SHEETS } })];
      }
      if (two % 3 === 0)
        return [event('document.voided', id('shee', madeBefore(act, 18)), day, { reason: '' })];
      return [
        event('series.sheets', PAD, day, {
          from: 1 + (one % SHEETS),
          to: 1 + (one % SHEETS) + (amount % 3),
          reason: two % 3 === 1 ? `torn ${amount}` : null,
        }),
      ];
    case 28: {
      // What the review list offers: a refund taken back, or one that was cut in the place of one that was quicker, under an id
      // that every desktop gives it.
      if (two % 4 === 3)
        return [event('deduction.taken-back', id('refu', madeBefore(act, 3)), day, { reason: 'twice' })];
      const cut = madeBefore(act, ALLOCATIONS);
      const quicker = madeBefore({ ...act, one: one + 1 + (amount % 3) }, ALLOCATIONS);
      const place = { source: source(two), kind, target: invoice(one), customer: customer(one) };
      return [
        event('allocation.taken-back', id('allo', quicker), day, { reason: 'gave way' }),
        event('allocation.taken-back', id('allo', cut), day, { reason: 'gave way' }),
        allocated({
          id: id('gave', cut),
          ...place,
          amount: amount * 7,
          day,
          currency: currencyOf(one * two),
        }),
      ];
    }
    default:
      return [
        event('review.answered', id('answ', one % 3), day, {
          fields: { key: `cut/${one % 3}`, of: `${amount}`, answer: two % 2 === 0 ? 'seen' : 'open' },
        }),
      ];
  }
}
