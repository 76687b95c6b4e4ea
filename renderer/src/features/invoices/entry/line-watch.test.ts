import { describe, expect, it } from 'vitest';
import { emptyDraft, setHeader, setLine, toEntry } from './entry-draft.ts';
import { createEntryStore } from './entry-store.ts';

/** A form of three lines with a listener at each; `told` names those that were called since the last look. */
function form() {
  let next = 0;
  const newId = () => {
    next += 1;
    return `00000000-0000-4000-8000-${String(next).padStart(12, '0')}`;
  };
  const store = createEntryStore(
    toEntry(emptyDraft('EUR', null, false), null, newId),
    {
      fees: null,
      buyer: { group: '', country: '' },
      taxes: new Map(),
      rounding: { scope: 'per-rate', mode: 'half-up', step: 1 },
      today: '2026-03-01',
      certificates: [],
      currency: 'EUR',
      country: 'DE',
    },
    'customer',
  );
  for (let line = 0; line < 3; line += 1) {
    const last = store.getState().entry.order.at(-1) ?? '';
    store.edit((entry) => setLine(entry, last, { description: 'paint', unitPrice: '5' }, newId));
  }
  const [one = '', two = '', three = ''] = store.getState().entry.order;
  const called: string[] = [];
  const stops = [one, two, three].map((line) => store.watchLine(line, () => called.push(line)));
  const told = () => called.splice(0);
  return { store, newId, lines: { one, two, three }, told, stops };
}

describe('who is told of a change', () => {
  it('a key in one line tells that line and no other', () => {
    const { store, newId, lines, told } = form();
    store.edit((entry) => setLine(entry, lines.two, { quantity: '3' }, newId));
    expect(told()).toEqual([lines.two]);
    store.setUnread(`lines.${lines.three}.quantity`, { text: '3*', problem: 'sum', isLeft: false });
    expect(told()).toEqual([lines.three]);
    store.setUnread(`lines.${lines.three}.quantity`, null);
    expect(told()).toEqual([lines.three]);
  });

  it('findings tell the lines that they are about, also when they go', () => {
    const { store, lines, told } = form();
    store.setFindings([{ path: 'lines.0.description', severity: 'block', code: 'text-missing', params: {} }]);
    expect(told()).toEqual([lines.one]);
    store.setFindings([]);
    expect(told()).toEqual([lines.one]);
  });

  it('what belongs to the whole document tells every line', () => {
    const { store, lines, told } = form();
    store.edit((entry) => setHeader(entry, { currency: 'JPY' }));
    expect(told()).toEqual([lines.one, lines.two, lines.three]);
  });

  it('days of supply that were asked for are shown', () => {
    const { store, lines, told } = form();
    store.setState({ supplyOpen: { [lines.one]: true } });
    expect(told()).toContain(lines.one);
  });

  it('the quantity that a price is for is shown where it was asked for', () => {
    const { store, lines, told } = form();
    store.setState({ baseOpen: { [lines.one]: true } });
    expect(told()).toContain(lines.one);
  });

  it('who has left is not told, those who stay are', () => {
    const { store, newId, lines, told, stops } = form();
    stops[1]?.();
    store.edit((entry) => setLine(entry, lines.two, { quantity: '3' }, newId));
    expect(told()).toEqual([]);
    store.edit((entry) => setLine(entry, lines.one, { quantity: '3' }, newId));
    expect(told()).toEqual([lines.one]);
  });
});
