/** What people do to bring desktops together, for tests of whole programs: connect, join with a code, wait until all is quiet. */
import { expect, vi } from 'vitest';
import { newId, type Program } from '../main/harness.ts';

export const SERVER = { address: 'http://localhost:4870', pin: '' };

const WAIT = 60_000;

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
  const asked = await vi.waitFor(
    async () => {
      const { claimant } = await manager.must('sync.invitation', { pairing });
      if (!claimant) throw new Error('nobody has asked yet');
      return claimant;
    },
    { timeout: WAIT, interval: 20 },
  );
  await vi.waitFor(
    async () =>
      expect(await joining.must('sync.joining', {})).toMatchObject({
        state: 'waiting',
        digits: asked.digits,
      }),
    { timeout: WAIT, interval: 20 },
  );
  const { device } = asked;
  await manager.must('sync.answer', { commandId: newId(), pairing, device, accept: true, user });
  await vi.waitFor(
    async () => {
      const joiningState = await joining.must('sync.joining', {});
      if (joiningState.state !== 'none') throw new Error(JSON.stringify(joiningState));
      expect((await joining.must('app.state', {})).company.state).toBe('open');
    },
    { timeout: WAIT, interval: 20 },
  );
}

/** Waits until every desktop has sent and fetched everything. */
export async function quiet(...programs: readonly Program[]): Promise<void> {
  await vi.waitFor(
    async () => {
      for (const program of programs) {
        const status = await program.must('sync.status', {});
        if (status.phase !== 'up-to-date' || status.unsent > 0) throw new Error(JSON.stringify(status));
      }
      const applied = await Promise.all(programs.map(heads));
      if (new Set(applied.map(String)).size > 1) throw new Error(`apart: ${applied.join(' | ')}`);
    },
    { timeout: WAIT, interval: 20 },
  );
}

/** How far the chain of every device has come on a desktop. */
export async function heads(program: Program): Promise<readonly string[]> {
  const company = program.app.services.workspace.company;
  const sync = await company?.keeper.lookup('sync', {});
  if (!sync?.ok) throw new Error('no company is open');
  return sync.value.authors.map(({ device, sequence, hash }) => `${device}@${sequence}:${hash}`).sort();
}
