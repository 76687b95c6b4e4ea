import { describe, expect, it } from 'vitest';
import { minor } from '../../../../shared/domain/money.ts';
import { currencyBlocks, type Dashboard, type DraftRow, firstStep, nextSteps } from './next-steps.ts';

const block = (
  currency: string,
  overdueInvoices: number,
  openInvoices = 1,
): Dashboard['currencies'][number] => ({
  currency,
  owed: minor(0),
  overdue: minor(0),
  receivedThisMonth: minor(0),
  billedThisMonth: minor(0),
  unapplied: minor(0),
  buckets: [],
  openInvoices,
  overdueInvoices,
});

const overdue = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: String(index) })) as unknown as Dashboard['overdue'];

const dashboard = (more: Partial<Dashboard>): Dashboard => ({
  currencies: [],
  widths: [30, 60, 90],
  overdue: [],
  credits: [],
  customers: 1,
  invoices: 1,
  ...more,
});

const draft = (id: string, changed: number) => ({ id, changed, scheduled: null }) as unknown as DraftRow;
const kinds = (steps: ReturnType<typeof nextSteps>) => steps.map(({ kind }) => kind);

describe('nextSteps', () => {
  it('begins with the longest overdue and tells how many there are in all', () => {
    const steps = nextSteps(
      dashboard({ overdue: overdue(8), currencies: [block('EUR', 9), block('USD', 2)] }),
      [],
    );
    expect(kinds(steps)).toEqual(['overdue', 'overdue', 'overdue', 'overdue', 'overdue', 'all-overdue']);
    expect(steps.at(-1)).toEqual({ kind: 'all-overdue', count: 11 });
  });

  it('DO5: names what waits for an authority or has not arrived before what is overdue', () => {
    const steps = nextSteps(dashboard({ overdue: overdue(1) }), [], {
      duties: { clearance: 2, delivery: 0 },
    });
    expect(steps[0]).toEqual({ kind: 'clearance', count: 2 });
    expect(kinds(steps)).toEqual(['clearance', 'overdue']);
  });

  it('NU5: names scheduled drafts that were held up, and leaves those that wait in peace', () => {
    const at = { on: '2026-03-05', device: 'd', deviceName: 'Front', why: [] };
    const waits = { ...draft('a', 1), scheduled: { ...at, isDue: false } };
    const held = { ...draft('b', 2), scheduled: { ...at, isDue: true } };
    expect(nextSteps(dashboard({}), [waits, held])).toEqual([{ kind: 'scheduled', count: 1 }]);
    expect(nextSteps(dashboard({}), [waits])).toEqual([]);
  });

  it('names the drafts last worked on, and the others by number', () => {
    const steps = nextSteps(dashboard({}), [draft('a', 1), draft('b', 4), draft('c', 3), draft('d', 2)]);
    expect(steps).toMatchObject([
      { draft: { id: 'b' } },
      { draft: { id: 'c' } },
      { draft: { id: 'd' } },
      { kind: 'drafts', count: 4 },
    ]);
  });

  it('AL8: names old credit that nobody has looked at this month before what can be used now', () => {
    const credits = [{ id: 'c' }] as unknown as Dashboard['credits'];
    const steps = nextSteps(dashboard({ credits }), [], { oldCredits: 2 });
    expect(kinds(steps)).toEqual(['old-credits', 'credit']);
    expect(steps[0]).toEqual({ kind: 'old-credits', count: 2 });
    expect(kinds(nextSteps(dashboard({ credits }), [], { oldCredits: 0 }))).toEqual(['credit']);
  });

  it('says nothing of drafts while they are not known', () => {
    expect(nextSteps(dashboard({}), undefined)).toEqual([]);
  });
});

describe('firstStep', () => {
  it('leads a new company to its first customer, then to its first invoice', () => {
    expect(firstStep({ customers: 0, invoices: 0 })).toBe('customer');
    expect(firstStep({ customers: 3, invoices: 0 })).toBe('invoice');
    expect(firstStep({ customers: 3, invoices: 1 })).toBeNull();
  });
});

describe('currencyBlocks', () => {
  it('MO3: gives each currency a block of its own, the company’s first', () => {
    const blocks = currencyBlocks(
      dashboard({ currencies: [block('CHF', 0, 2), block('USD', 0, 9), block('EUR', 0)] }),
      'EUR',
    );
    expect(blocks.map(({ currency }) => currency)).toEqual(['EUR', 'USD', 'CHF']);
  });
});
