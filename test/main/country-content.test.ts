/** What the countries' laws want on a document besides its taxes, from the settings to the issued document. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { InputOf } from '../../shared/contract/contract.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { office, officeForEach, program } from './each-office.ts';
import { draftFor, newId } from './harness.ts';

const TODAY = '2026-03-02';

officeForEach();

async function change(fields: InputOf<'company.save'>['fields']): Promise<void> {
  const { revision } = await program.must('company.get', {});
  await program.must('company.save', { commandId: newId(), expectedRevision: revision, fields });
}

type Draft = ReturnType<typeof draftFor>;

const withCode = (draft: Draft, commodityCode: string): Draft => ({
  ...draft,
  lines: draft.lines.map((line) => ({ ...line, commodityCode })),
});

const codesOf = async (draft: Draft) =>
  (await program.must('invoices.check', { id: newId(), draft })).findings.map(({ code }) => code);

async function issued(draft: Draft) {
  const id = newId();
  const overrides = (await codesOf(draft)).map((code) => ({ code, reason: 'known' }));
  await program.must('invoices.issue', { commandId: newId(), id, draft, overrides });
  return { id, document: (await program.must('documents.get', { id, today: TODAY })).document };
}

describe('HSN and SAC codes of India', () => {
  beforeEach(async () => {
    const address = {
      lines: ['1 Road'],
      city: 'Pune',
      postcode: '411001',
      region: 'Maharashtra',
      country: 'IN',
    };
    await change({ profile: 'IN', address, taxId: '27AAPFU0939F1ZV' });
    const { revision } = await program.must('customers.get', { id: office.customer });
    const fields = { taxId: '27AAPFU0939F1ZV', address };
    await program.must('customers.save', {
      commandId: newId(),
      id: office.customer,
      expectedRevision: revision,
      fields,
    });
  });

  it('DO2: are asked for on lines to a business, longer ones above the threshold', async () => {
    const missing = 'commodity-code-missing';
    expect(await codesOf(draftFor(office, '100'))).toContain(missing);
    expect(await codesOf(withCode(draftFor(office, '100'), '9030'))).not.toContain(missing);
    await change({ registersInvoices: true });
    expect(await codesOf(withCode(draftFor(office, '100'), '9030'))).toContain(missing);
    expect(await codesOf(withCode(draftFor(office, '100'), '903020'))).not.toContain(missing);
  });

  it('DO3: stand on the issued document, and go with its content into a copy', async () => {
    const { id, document } = await issued(withCode(draftFor(office, '100'), '903020'));
    expect(document.lines[0]?.commodityCode).toBe('903020');
    const { draft } = await program.must('invoices.copy', { id });
    expect(draft.lines[0]?.commodityCode).toBe('903020');
  });

  it('TX10: the place of supply stands on the issued document: of the buyer, or of where the goods go', async () => {
    expect((await issued(withCode(draftFor(office, '100'), '9030'))).document.placeOfSupply).toBe(
      '27 Maharashtra',
    );
    const there = {
      lines: ['2 Road'],
      city: 'Mysuru',
      postcode: '570001',
      region: 'Karnataka',
      country: 'IN',
    };
    const { document } = await issued(withCode(draftFor(office, '200', { shipTo: there }), '9030'));
    expect(document.placeOfSupply).toBe('29 Karnataka');
    const abroad = { lines: [], city: 'Leeds', postcode: 'LS1 1AA', region: '', country: 'GB' };
    expect(
      (await issued(withCode(draftFor(office, '300', { shipTo: abroad }), '9030'))).document,
    ).not.toHaveProperty('placeOfSupply');
  });
});

describe('exports, special economic zones and union territories of India', () => {
  const address = (region: string, country = 'IN') => ({
    ...{ lines: ['1 Road'], city: 'Town', postcode: '160017', region, country },
  });
  const ZERO_RATED = 'SUPPLY MEANT FOR EXPORT/SUPPLY TO SEZ UNIT OR SEZ DEVELOPER FOR AUTHORISED OPERATIONS';
  const NO_REVERSE_CHARGE = 'Tax payable on reverse charge: no.';

  async function preset(key: string): Promise<string> {
    const tax = profileOf('IN').taxes.find((one) => one.key === key);
    if (!tax) throw new Error(key);
    const { name, category, mode, parts, reason, validFrom, validUntil, jurisdiction, zeroRated } = tax;
    const id = newId();
    await program.must('taxes.save', {
      ...{ commandId: newId(), id, expectedRevision: null },
      fields: {
        ...{ name, category, mode, reason, validFrom, validUntil, archived: false },
        parts: parts.map(({ changes: _, ...part }) => part),
        ...(jurisdiction === undefined ? {} : { jurisdiction }),
        ...(zeroRated === undefined ? {} : { zeroRated }),
      },
    });
    return id;
  }

  async function customer(fields: InputOf<'customers.save'>['fields']): Promise<void> {
    const { revision } = await program.must('customers.get', { id: office.customer });
    const saving = { commandId: newId(), id: office.customer, expectedRevision: revision };
    await program.must('customers.save', { ...saving, fields });
  }

  const taxed = (price: string, tax: string): Draft => {
    const draft = withCode(draftFor(office, price), '9030');
    return { ...draft, lines: draft.lines.map((line) => ({ ...line, tax })) };
  };

  beforeEach(async () => {
    await change({ profile: 'IN', address: address('Chandigarh'), taxId: '' });
    await customer({ address: address('Chandigarh') });
  });

  it('TX3, TX10: in a union territory without legislature the half of the state is UTGST', async () => {
    const { document } = await issued(taxed('1000.50', await preset('gst18')));
    expect(document.totals.taxes.map(({ name, jurisdiction, tax }) => [name, jurisdiction, tax])).toEqual([
      ['CGST 9%', 'CGST', 90_05],
      ['UTGST 9%', 'UTGST', 90_05],
    ]);
    expect(document.legalTexts).toEqual([NO_REVERSE_CHARGE]);
  });

  it('CGST rule 46: an export says whether integrated tax is paid on it, and is supplied abroad', async () => {
    await customer({ address: address('', 'GB') });
    const paid = (await issued(taxed('100', await preset('zero-rated18')))).document;
    expect(paid).toMatchObject({
      placeOfSupply: '96 Other Countries',
      legalTexts: [`${ZERO_RATED} ON PAYMENT OF INTEGRATED TAX`, NO_REVERSE_CHARGE],
      totals: { tax: 18_00 },
    });
    const bonded = (await issued(taxed('200', await preset('export')))).document;
    expect(bonded).toMatchObject({
      placeOfSupply: '96 Other Countries',
      legalTexts: [
        `${ZERO_RATED} UNDER BOND OR LETTER OF UNDERTAKING WITHOUT PAYMENT OF INTEGRATED TAX`,
        NO_REVERSE_CHARGE,
      ],
      totals: { tax: 0 },
    });
  });

  it('IGST Act s. 7(5): a special economic zone of the own state pays integrated tax all the same', async () => {
    const { document } = await issued(taxed('100', await preset('zero-rated18')));
    expect(document.placeOfSupply).toBe('04 Chandigarh');
    expect(document.totals.taxes).toMatchObject([{ name: 'IGST 18% (export / SEZ)', jurisdiction: 'IGST' }]);
    expect(document.legalTexts[0]).toBe(`${ZERO_RATED} ON PAYMENT OF INTEGRATED TAX`);
  });

  it('CGST rule 46(p): a supply under reverse charge says so', async () => {
    await customer({ taxId: '04AAPFU0939F1Z3' });
    const { document } = await issued(taxed('100', await preset('reverse-charge')));
    expect(document.legalTexts).toEqual(['Tax payable on reverse charge: yes.']);
  });
});

describe('texts of the law on the issued document', () => {
  /** A record of a category that no rate says of itself. */
  async function exempt(category: 'AE' | 'K', reason: string): Promise<string> {
    const [some] = await program.must('taxes.list', {});
    if (!some) throw new Error('the office has no tax');
    const id = newId();
    await program.must('taxes.save', {
      ...{ commandId: newId(), id, expectedRevision: null },
      fields: {
        ...some.fields,
        name: reason,
        category,
        reason,
        parts: [{ key: 'none', name: reason, rate: '0' }],
      },
    });
    return id;
  }

  const taxed = (draft: Draft, taxes: readonly string[]): Draft => ({
    ...draft,
    lines: taxes.map((tax) => ({ ...draft.lines[0]!, id: newId(), tax })),
  });

  const REVERSE = {
    en: 'Reverse charge: the recipient is liable for the VAT (Steuerschuldnerschaft des Leistungsempfängers, § 13b UStG).',
    de: 'Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).',
  };

  it('TX7: each that the taxes ask for stands there once, in the language of the document', async () => {
    await change({ profile: 'DE' });
    const customer = async (fields: InputOf<'customers.save'>['fields']) => {
      const { revision } = await program.must('customers.get', { id: office.customer });
      const saving = { commandId: newId(), id: office.customer, expectedRevision: revision };
      await program.must('customers.save', { ...saving, fields });
    };
    await customer({ taxId: 'ATU12345675' });
    const supplied = { supplyDate: TODAY };
    const [reverse, community] = [await exempt('AE', 'Reverse charge'), await exempt('K', 'Within the EU')];
    const first = await issued(taxed(draftFor(office, '100', supplied), [reverse, community, reverse]));
    expect(first.document.legalTexts).toEqual([
      REVERSE.en,
      'Tax-exempt intra-Community supply (§ 4 no. 1 b, § 6a UStG).',
    ]);
    await customer({ language: 'de' });
    const second = await issued(taxed(draftFor(office, '200', supplied), [reverse]));
    expect(second.document.legalTexts).toEqual([REVERSE.de]);
    expect((await issued(draftFor(office, '300', supplied))).document.legalTexts).toEqual([]);
  });

  it('§ 14a (1), § 13b UStG: reverse charge is worded by where the recipient sits', async () => {
    const { fields } = await program.must('company.get', {});
    await change({ profile: 'DE', address: { ...fields.address, country: 'DE' } });
    const reverse = await exempt('AE', 'Reverse charge');
    const wordsIn = async (country: string, amount: string): Promise<readonly string[]> => {
      const { revision, fields: customer } = await program.must('customers.get', { id: office.customer });
      await program.must('customers.save', {
        commandId: newId(),
        id: office.customer,
        expectedRevision: revision,
        fields: { language: 'de', taxId: 'ATU12345675', address: { ...customer.address, country } },
      });
      const draft = draftFor(office, amount, { supplyDate: TODAY });
      return (await issued(taxed(draft, [reverse]))).document.legalTexts;
    };
    expect(await wordsIn('DE', '100')).toEqual([
      'Steuerschuldnerschaft des Leistungsempfängers (§ 13b UStG).',
    ]);
    expect(await wordsIn('AT', '200')).toEqual([
      'Steuerschuldnerschaft des Leistungsempfängers (§ 14a Abs. 1 UStG, Art. 196 MwStSystRL).',
    ]);
    expect(await wordsIn('CH', '300')).toEqual([
      'Im Inland nicht steuerbar: Der Leistungsort liegt im Ausland, eine Steuer schuldet dort der Leistungsempfänger (§ 3a Abs. 2 UStG).',
    ]);
  });

  it('§ 14 (4) no. 6 UStG: an invoice of Germany without a day of supply says that it is the day of issue', async () => {
    await change({ profile: 'DE' });
    expect((await issued(draftFor(office, '100'))).document.legalTexts).toEqual([
      'The date of supply is the date of the invoice.',
    ]);
    expect((await issued(draftFor(office, '200', { supplyDate: TODAY }))).document.legalTexts).toEqual([]);
    await change({ profile: 'GB' });
    expect((await issued(draftFor(office, '300'))).document.legalTexts).toEqual([]);
  });
});

describe('how tax is rounded', () => {
  it('TX5: is the office’s choice for what it issues from then on, and stands on each document', async () => {
    // 20 % of 0.12 three times: 0.072 at once, 0.02 on each line.
    const draft = draftFor(office, '0.12');
    const [line] = draft.lines;
    const three = { ...draft, lines: [1, 2, 3].map(() => ({ ...line!, id: newId() })) };
    const before = await issued(three);
    expect(before.document.totals.tax).toBe(7);
    const perLine = { scope: 'per-line', mode: 'half-up', step: 1 } as const;
    await change({ rounding: perLine });
    expect((await issued(three)).document).toMatchObject({ rounding: perLine, totals: { tax: 6 } });
    const coarse = { scope: 'per-document', mode: 'down', step: 5 } as const;
    await change({ rounding: coarse });
    expect((await issued(three)).document).toMatchObject({ rounding: coarse, totals: { tax: 5 } });
    const kept = await program.must('documents.get', { id: before.id, today: TODAY });
    expect(kept.document).toEqual(before.document);
  });
});

describe('small businesses of Germany', () => {
  it('§ 19 UStG: no document has tax while the office is one, and each says why; taxes come back afterwards', async () => {
    await change({ profile: 'DE', smallBusiness: true });
    const { document } = await issued(draftFor(office, '100'));
    expect(document.totals).toMatchObject({
      tax: 0,
      due: 100_00,
      taxes: [{ category: 'E', reason: 'Steuerfrei nach § 19 UStG (Kleinunternehmer)' }],
    });
    expect(document.design?.wording).toContainEqual({
      of: 'Steuerfrei nach § 19 UStG (Kleinunternehmer)',
      as: 'Exempt under § 19 UStG (small business)',
    });
    await change({ smallBusiness: false });
    expect((await issued(draftFor(office, '100'))).document.totals.tax).toBe(20_00);
  });

  it('is a rule of Germany: elsewhere the setting says nothing', async () => {
    await change({ smallBusiness: true });
    expect((await issued(draftFor(office, '100'))).document.totals.tax).toBe(20_00);
  });
});

describe('the total in words', () => {
  const words = async (more: Parameters<typeof draftFor>[2] = {}, price = '12.5') =>
    (await issued(draftFor(office, price, more))).document.amountInWords;
  const speak = async (language: 'en' | 'de') => {
    const { revision } = await program.must('customers.get', { id: office.customer });
    const saving = { commandId: newId(), id: office.customer, expectedRevision: revision };
    await program.must('customers.save', { ...saving, fields: { language } });
  };

  it('is told where it is the custom or the office wants it, in the language of the document', async () => {
    expect(await words()).toBeUndefined();
    await change({ amountInWords: true });
    expect(await words()).toBe('Fifteen pounds and 00/100');
    await speak('de');
    expect(await words()).toBe('Fünfzehn Pfund und 00/100');
    await change({ amountInWords: false });
    expect(await words()).toBeUndefined();
  });

  it('is on no delivery note that leaves its prices to the invoice', async () => {
    await change({ amountInWords: true });
    expect(await words({ kind: 'deliveryNote', hidesAmounts: true })).toBeUndefined();
    expect(await words({ kind: 'deliveryNote' })).toBe('Fifteen pounds and 00/100');
  });
});

describe('texts by language', () => {
  const speak = async (language: 'en' | 'de') => {
    const { revision } = await program.must('customers.get', { id: office.customer });
    const saving = { commandId: newId(), id: office.customer, expectedRevision: revision };
    await program.must('customers.save', { ...saving, fields: { language } });
  };

  /** The tax as reports have it, what the document says instead, and its other texts. */
  const textsOf = async (price: string) => {
    const { document } = await issued(draftFor(office, price));
    const { terms, footer, lines, totals, design } = document;
    const [tax] = totals.taxes;
    return {
      tax: tax?.name,
      wording: design?.wording ?? [],
      terms: [terms.name, terms.text],
      footer,
      unit: lines[0]?.unit,
    };
  };

  it('DO3: the program’s own are those of the document’s language; reports add up by the recorded name', async () => {
    await speak('en');
    const english = await textsOf('100');
    expect(english).toMatchObject({ tax: 'VAT 20%', wording: [], terms: ['30 days', '30 days'] });
    await speak('de');
    expect(await textsOf('200')).toMatchObject({
      tax: 'VAT 20%',
      wording: [{ of: 'VAT 20%', as: 'USt 20 %' }],
      terms: ['30 days', '30 Tage netto'],
    });
  });

  it('DO3: the office’s own words go before them, and without any the one text stands', async () => {
    const [tax] = (await program.must('taxes.list', {})).filter(({ id }) => id === office.tax);
    const [terms] = (await program.must('terms.list', {})).filter(({ fields }) => fields.name === '30 days');
    if (!tax || !terms) throw new Error('the office has neither');
    const named = (names: { en: string; de: string }) => ({ commandId: newId(), fields: { names } });
    await program.must('taxes.save', {
      ...named({ en: '', de: 'Britische Steuer 20 %' }),
      ...{ id: tax.id, expectedRevision: tax.revision },
    });
    await program.must('terms.save', {
      ...named({ en: '', de: 'Zahlbar in einem Monat' }),
      ...{ id: terms.id, expectedRevision: terms.revision },
    });
    await change({
      footer: 'Thank you.',
      footers: { en: '', de: 'Vielen Dank.' },
      unitWords: [{ id: newId(), en: 'pc', de: 'Stk.' }],
    });
    await speak('de');
    expect(await textsOf('100')).toEqual({
      tax: 'VAT 20%',
      wording: [{ of: 'VAT 20%', as: 'Britische Steuer 20 %' }],
      terms: ['30 days', 'Zahlbar in einem Monat'],
      footer: 'Vielen Dank.',
      unit: 'Stk.',
    });
    await speak('en');
    expect(await textsOf('200')).toEqual({
      tax: 'VAT 20%',
      wording: [],
      terms: ['30 days', '30 days'],
      footer: 'Thank you.',
      unit: 'pc',
    });
  });
});
