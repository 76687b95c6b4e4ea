import { describe, expect, it } from 'vitest';
import { CommandIds } from './command-ids.ts';

function counted(): CommandIds {
  let made = 0;
  return new CommandIds(() => {
    made += 1;
    return `made-${made}`;
  });
}

describe('ids of commands by their content', () => {
  it('the first content keeps the id that was given, and has it whenever it is sent again', () => {
    const ids = counted();
    expect(ids.named({ commandId: 'given', text: 'one' })).toEqual({ commandId: 'given', text: 'one' });
    expect(ids.named({ commandId: 'given', text: 'one' })).toEqual({ commandId: 'given', text: 'one' });
  });

  it('a changed content is another command, and again the same one when it is repeated', () => {
    const ids = counted();
    ids.named({ commandId: 'given', text: 'one' });
    expect(ids.named({ commandId: 'given', text: 'two' }).commandId).toBe('made-1');
    expect(ids.named({ commandId: 'given', text: 'two' }).commandId).toBe('made-1');
    expect(ids.named({ commandId: 'given', text: 'one' }).commandId).toBe('given');
  });

  it('the same content under an id of its own is a command of its own: it is wished for twice', () => {
    const ids = counted();
    ids.named({ commandId: 'first', on: true });
    expect(ids.named({ commandId: 'second', on: true }).commandId).toBe('second');
  });

  it('what has no id is sent as it is', () => {
    const input = { text: 'one' };
    expect(counted().named(input)).toBe(input);
  });

  it('a content without a wish has an id of its own, the same when it is sent again', () => {
    const ids = counted();
    expect([ids.idFor('a'), ids.idFor('b'), ids.idFor('a')]).toEqual(['made-1', 'made-2', 'made-1']);
  });
});
