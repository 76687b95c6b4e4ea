/** Sales tax of the United States from the published table to document and report (TX3, TX10, TX11). */
import { beforeEach, describe, expect, it } from 'vitest';
import { readTaxRates } from '../../shared/domain/tax-rates-csv.ts';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId } from './harness.ts';

const HOME = { lines: ['1 Main St'], city: 'Austin', region: 'TX', postcode: '78701', country: 'US' };
const HEAD =
  'State,ZipCode,TaxRegionName,StateRate,EstimatedCountyRate,EstimatedCityRate,EstimatedSpecialRate';
const JANUARY = [HEAD, 'TX,78701,AUSTIN,0.0625,0,0.01,0.01', 'TX,75201,DALLAS,0.0625,0,0.01,0.01'];

officeForEach();
beforeEach(async () => {
  const { revision } = await program.must('company.get', {});
  await program.must('company.save', {
    commandId: newId(),
    expectedRevision: revision,
    fields: { address: HOME },
  });
});

async function take(lines: readonly string[], from: string) {
  const read = readTaxRates(lines.join('\n'));
  if (!read.ok) throw new Error(JSON.stringify(read.problems));
  const groups = read.groups.map((group) => ({
    ...group,
    parts: [...group.parts],
    places: [...group.places],
  }));
  return program.must('taxes.takeRates', { commandId: newId(), from, groups });
}
const named = async (name: string) => {
  const found = (await program.must('taxes.list', {})).find(({ fields }) => fields.name === name);
  if (!found) throw new Error(`no tax is called ${name}`);
  return found;
};
const taxed = (price: string, tax: string, shipTo: typeof HOME | null) => {
  const draft = draftFor(office, price, { shipTo });
  return { ...draft, lines: draft.lines.map((line) => ({ ...line, tax })) };
};
const DALLAS = { ...HOME, city: 'Dallas', postcode: '75201-0101' };
const passed = ['likely-duplicate-amount', 'address-incomplete'].map((code) => ({
  code,
  reason: 'as agreed',
}));

describe('a published table of sales-tax rates', () => {
  it('TX11: is taken over in one commit; the next month’s changes only what differs, from its day on', async () => {
    expect(await take(JANUARY, '2026-01-01')).toEqual({ added: 2, changed: 0 });
    expect(await take(JANUARY, '2026-02-01')).toEqual({ added: 0, changed: 0 });
    const march = [
      HEAD,
      JANUARY[1] ?? '',
      'TX,75201,DALLAS,0.0625,0.005,0.01,0.005',
      'TX,75202,DALLAS,0.0625,0.005,0.01,0.005',
    ];
    expect(await take(march, '2026-03-01')).toEqual({ added: 0, changed: 1 });
    const { fields } = await named('DALLAS, TX sales tax');
    expect(fields).toMatchObject({ jurisdiction: 'TX', places: ['75201', '75202'], archived: false });
    expect(
      fields.parts.map(({ key, rate, changes = [] }) => [key, rate, ...changes.map((each) => each.rate)]),
    ).toEqual([
      ['state', '6.25'],
      ['county', '0', '0.5'],
      ['city', '1'],
      ['district', '1', '0.5'],
    ]);
  });

  it('TX3, TX10: the document is taxed by its group, and the report tells each jurisdiction its part', async () => {
    await take(JANUARY, '2026-01-01');
    const dallas = await named('DALLAS, TX sales tax');
    const issued = await program.must('invoices.issue', {
      commandId: newId(),
      id: newId(),
      draft: taxed('3.70', dallas.id, DALLAS),
      overrides: passed,
    });
    expect(issued.total).toBe(401);
    const { blocks } = await program.must('taxes.report', { from: '2026-03-01', to: '2026-03-31' });
    // 8.25 % of 3.70 is 0.31: 0.23 + 0.04 + 0.04.
    expect(blocks[0]?.jurisdictions.map(({ jurisdiction, tax }) => [jurisdiction, tax])).toEqual([
      ['TX', 23],
      ['TX DALLAS city', 4],
      ['TX DALLAS district', 4],
    ]);
  });

  it('TX10, DO2: a tax of another place than the goods go to is asked about, and named with the place', async () => {
    await take(JANUARY, '2026-01-01');
    const austin = await named('AUSTIN, TX sales tax');
    const findings = async (shipTo: typeof HOME | null) =>
      (
        await program.must('invoices.check', { id: newId(), draft: taxed('10', austin.id, shipTo) })
      ).findings.filter(({ code }) => code === 'tax-of-other-place');
    expect(await findings(DALLAS)).toEqual([
      {
        code: 'tax-of-other-place',
        severity: 'ask',
        path: 'lines.0.tax',
        params: { tax: 'AUSTIN, TX sales tax', place: 'TX 75201-0101' },
      },
    ]);
    expect(await findings(HOME)).toEqual([]);
  });

  it('is refused whole where a place is none, and nothing is kept', async () => {
    const before = await program.must('taxes.list', {});
    const part = { level: 'state', name: 'Texas', rate: '6.25', jurisdiction: 'TX' } as const;
    const group = { name: 'Sales tax', state: 'TX', parts: [part], places: ['75201'] };
    const groups = [group, { ...group, name: 'Other', places: ['everywhere!'] }];
    const reply = await program.call('taxes.takeRates', { commandId: newId(), from: '2026-01-01', groups });
    expect(reply).toMatchObject({ ok: false, error: { kind: 'invalid' } });
    expect(await program.must('taxes.list', {})).toEqual(before);
  });
});
