import { describe, expect, it } from 'vitest';
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { NamingQueue, type Stored } from './naming-queue.ts';

type Made = Result<Stored<string>, AppError>;
const name = (id: string) => ({ commandId: `c-${id}`, id, sha256: id, bytes: 1, template: 't' });
const stored = (id: string): Made => ok({ file: id, name: name(id) });
const gone: Result<never, AppError> = err({ kind: 'not-found', what: 'document', id: 'x' });

/** A queue whose appends are noted; `refused` are ids that are refused. */
function queue(refused: readonly string[] = []) {
  const appends: string[][] = [];
  const naming = new NamingQueue(async (inputs) => {
    appends.push(inputs.map(({ id }) => id));
    return inputs.map(({ id }) => (refused.includes(id) ? gone : ok({ id })));
  });
  return { naming, appends };
}

describe('naming of archived files', () => {
  it('EV11: a file that is made alone is named at once', async () => {
    const { naming, appends } = queue();
    expect(await naming.add(async () => stored('a'))).toEqual(ok('a'));
    expect(appends).toEqual([['a']]);
  });

  it('EV11: files that are made at the same time share an append, 25 at most', async () => {
    const { naming, appends } = queue();
    const ids = Array.from({ length: 60 }, (_, index) => `${index}`);
    expect(await Promise.all(ids.map((id) => naming.add(async () => stored(id))))).toEqual(
      ids.map((id) => ok(id)),
    );
    expect(appends.map(({ length }) => length)).toEqual([25, 25, 10]);
    expect(appends.flat()).toEqual(ids);
  });

  it('EV11: a file that a commit names already, or that cannot be made, holds up no other', async () => {
    const { naming, appends } = queue();
    const slow = Promise.withResolvers<Made>();
    const broken = Promise.withResolvers<Made>();
    const answers = [
      naming.add(async () => stored('a')),
      naming.add(async (): Promise<Made> => ok({ file: 'kept', name: null })),
      naming.add(() => slow.promise),
      naming.add(() => broken.promise),
    ];
    expect(await answers[1]).toEqual(ok('kept'));
    expect(appends).toEqual([]);
    slow.resolve(gone);
    expect(await answers[2]).toEqual(gone);
    broken.reject(new Error('the renderer broke'));
    await expect(answers[3]).rejects.toThrow('the renderer broke');
    expect(await answers[0]).toEqual(ok('a'));
    expect(appends).toEqual([['a']]);
  });

  it('EV11: each is answered for itself', async () => {
    const { naming } = queue(['b']);
    const answers = await Promise.all(['a', 'b', 'c'].map((id) => naming.add(async () => stored(id))));
    expect(answers).toEqual([ok('a'), gone, ok('c')]);
  });

  it('EV11: when naming fails altogether, nobody is left waiting, and the next files are named again', async () => {
    let fails = true;
    const naming = new NamingQueue(async (inputs) => {
      if (fails) throw new Error('closed');
      return inputs.map(() => ok(null));
    });
    const both = ['a', 'b'].map((id) => naming.add(async () => stored(id)));
    await expect(both[0]).rejects.toThrow('closed');
    await expect(both[1]).rejects.toThrow('closed');
    fails = false;
    expect(await naming.add(async () => stored('c'))).toEqual(ok('c'));
  });
});
