/** What people do to bring desktops together, for tests of whole programs: connect, join with a code, wait until all is quiet. */
import { expect } from 'vitest';
import { eventually } from '../eventually.ts';
import { newId, type Program } from '../main/harness.ts';

export const SERVER = { address: 'http://localhost:4870', pin: '' };

export async function connectOffice(program: Program, code: string): Promise<void> {
  expect(await program.must('sync.connect', { ...SERVER, code })).toEqual({ digits: null });
}

/** Brings a desktop into the manager's office; the same six digits stand on both screens. */
export async function joinOffice(
  manager: Program,
  joining: Program,
  user: string,
  role: 'clerk' | 'manager' = 'clerk',
): Promise<void> {
  const { pairing, text } = await manager.must('sync.invite', { role });
  await joining.must('sync.join', { address: text, pin: '', code: '' });
  const asked = await eventually(async () => {
    const { claimant } = await manager.must('sync.invitation', { pairing });
    if (!claimant) throw new Error('nobody has asked yet');
    return claimant;
  });
  await eventually(async () =>
    expect(await joining.must('sync.joining', {})).toMatchObject({
      state: 'waiting',
      digits: asked.digits,
    }),
  );
  const { device } = asked;
  await manager.must('sync.answer', { commandId: newId(), pairing, device, accept: true, user });
  await eventually(async () => {
    const joiningState = await joining.must('sync.joining', {});
    if (joiningState.state !== 'none') throw new Error(JSON.stringify(joiningState));
    expect((await joining.must('app.state', {})).company.state).toBe('open');
  });
}

/** Waits until every desktop has sent and fetched everything. */
export async function quiet(...programs: readonly Program[]): Promise<void> {
  await eventually(async () => {
    for (const program of programs) {
      const status = await program.must('sync.status', {});
      if (status.phase !== 'up-to-date' || status.unsent > 0) throw new Error(JSON.stringify(status));
    }
    const applied = await Promise.all(programs.map(heads));
    if (new Set(applied.map(String)).size > 1) throw new Error(`apart: ${applied.join(' | ')}`);
  });
}

/** How far the chain of every device has come on a desktop. */
export async function heads(program: Program): Promise<readonly string[]> {
  const company = program.app.services.workspace.company;
  const sync = await company?.keeper.lookup('sync', {});
  if (!sync?.ok) throw new Error('no company is open');
  return sync.value.authors.map(({ device, sequence, hash }) => `${device}@${sequence}:${hash}`).sort();
}
