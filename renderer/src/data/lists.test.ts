import { afterEach, describe, expect, it } from 'vitest';
import { keyHere } from './lists.ts';
import { useSession } from './session.ts';

const open = (id: string) =>
  useSession.setState({ app: { company: { state: 'open', company: { id, name: '' } } } as never });

afterEach(() => useSession.setState({ app: null }));

describe('what lists remember', () => {
  it('is each company’s own, under keys that the settings can hold', () => {
    open('0197a000-0000-7000-8000-00000000000a');
    const first = keyHere('customer-documents.scroll');
    open('0197a000-0000-7000-8000-00000000000b');
    expect(keyHere('customer-documents.scroll')).not.toBe(first);
    expect(first.length).toBeLessThanOrEqual(60);
  });

  it('is the desktop’s own before a company is open', () => {
    expect(keyHere('invoices')).toBe('invoices');
  });
});
