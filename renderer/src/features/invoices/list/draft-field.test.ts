import { describe, expect, it } from 'vitest';
import type { OutputOf } from '../../../../../shared/contract/contract.ts';
import { withField } from './draft-field.ts';

type Draft = OutputOf<'drafts.get'>['draft'];

const line = (id: string, description: string) => ({ id, description }) as Draft['lines'][number];
const draft = { notes: 'first', lines: [line('a', 'Paper'), line('b', 'Ink')] } as unknown as Draft;
const words = ({ lines }: Draft) => lines.map(({ id, description }) => `${id} ${description}`);

describe('one field of a draft', () => {
  it('is put into the header', () => {
    expect(withField(draft, 'notes', 'second').notes).toBe('second');
  });

  it('is a line where it stands, a line put back at the end, or a line taken out', () => {
    expect(words(withField(draft, 'line/a', line('a', 'Pens')))).toEqual(['a Pens', 'b Ink']);
    expect(words(withField(draft, 'line/c', line('c', 'Clips')))).toEqual(['a Paper', 'b Ink', 'c Clips']);
    expect(words(withField(draft, 'line/a', null))).toEqual(['b Ink']);
  });
});
