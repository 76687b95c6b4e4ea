/**
 * Client, server, network, clock and disk in one process, seeded, in virtual time: lines are cut, answers get lost, desks
 * die in the middle of an append, the server is set back to a backup, single commits are too large or come spoilt (SY4). Then everything heals, and must become quiet.
 */
import { vi } from 'vitest';
import { makeDeviceKey } from '../../electron/security/device-key.ts';
import type { Transport } from '../../electron/sync/wire-client.ts';
import { minor } from '../../shared/domain/money.ts';
import { ok } from '../../shared/errors/index.ts';
import { type DomainEvent, event } from '../../shared/events/event-types.ts';
import { allocated, COMPANY, customerFields, id, issued, posted } from '../books/record.ts';
import { seeded } from '../crash/random.ts';
import { BadWay } from './bad-way.ts';
import { introduction, MemoryDesk, type Mutant } from './memory-desk.ts';
import { type Backup, ModelServer } from './model-server.ts';

const SECOND = 1000;
const YEAR = 365 * 86_400 * SECOND;

/** How often each thing happened that a day must survive. */
export const NOTHING_MET = {
  commits: 0,
  lost: 0,
  crashes: 0,
  restores: 0,
  cut: 0,
  wrongClocks: 0,
  revoked: 0,
  unread: 0,
  conflicts: 0,
  large: 0,
  spoilt: 0,
};

/** A request that a narrow way takes; some commits are larger. */
const NARROW = 1800;

/** What must hold; the first that did not is the finding. */
export interface Outcome {
  readonly finding: string | null;
  readonly met: Readonly<Record<keyof typeof NOTHING_MET, number>>;
}

const secrets = {
  protection: 'file',
  seal: (secret: Uint8Array) => secret,
  open: (sealed: Uint8Array) => sealed,
} as const;

/** A device's key that lives as long as the test. */
export async function newKey() {
  const file = { read: async () => ok(null), write: async () => ok(undefined) };
  const made = await makeDeviceKey(file, secrets);
  if (!made.ok) throw new Error('no key');
  return made.value;
}

/** Runs one seed under fake timers, which the caller has installed. */
export async function simulate(seed: number, mutant: Mutant = null): Promise<Outcome> {
  const generator = seeded(seed);
  const random = () => generator.below(1_000_000) / 1_000_000;
  const chance = (part: number) => random() < part;
  const upTo = (count: number) => Math.floor(random() * count);
  const met = { ...NOTHING_MET };
  const server = new ModelServer(Date.now);
  const cut = new Set<number>();
  const ways: BadWay[] = [];
  let healed = false;
  const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

  const lineOf = (desk: number): Transport => {
    const way = new BadWay();
    ways.push(way);
    const through = way.over(server.transport);
    return async (request, signal) => {
      const gone = { answered: false, why: 'unreachable' } as const;
      await pause(2 + upTo(healed ? 20 : 200));
      if (cut.has(desk) || (!healed && chance(0.1))) return gone;
      const answer = await through(request, signal);
      await pause(2 + upTo(healed ? 20 : 200));
      if (!cut.has(desk) && (healed || !chance(0.1))) return answer;
      // The server has done what was asked, and nobody hears of it.
      met.lost += 1;
      return gone;
    };
  };

  const desks: MemoryDesk[] = [];
  for (let index = 0; index < 2 + upTo(3); index += 1) {
    const key = await newKey();
    const isWrong = chance(0.2);
    const skew = isWrong ? (chance(0.5) ? 10 : -10) * YEAR : upTo(60 * SECOND);
    if (isWrong) met.wrongClocks += 1;
    const device = id('dev', index + 1);
    desks.push(new MemoryDesk({ device, key, transport: lineOf(index), random, skew, mutant }));
    server.enrol(COMPANY, device, key.publicKey);
  }
  let number = 0;
  const invoices: string[] = [];
  const command = (desk: MemoryDesk, events: readonly DomainEvent[]) => {
    number += 1;
    desk.commit(id('act', number), events);
    met.commits += 1;
  };
  const work = (desk: MemoryDesk) => {
    const customer = id('cust', upTo(2));
    const what = upTo(4);
    const day = '2026-01-10';
    if (what === 0) {
      command(desk, [
        event('customer.set', customer, day, {
          fields: customerFields({ phone: `${number}`, notes: chance(0.3) ? 'x'.repeat(1900) : '' }),
        }),
      ]);
    } else if (what === 3) {
      // Of a newer program: everybody here is too old to know what it means, and hands it on all the same (EV7).
      met.unread += 1;
      const blessed = {
        type: 'invoice.blessed',
        version: 1,
        entity: customer,
        effective: day,
        data: { number },
      };
      command(desk, [blessed as unknown as DomainEvent]);
    } else if (what === 1 || invoices.length === 0) {
      const invoice = id('inv', number + 1);
      invoices.push(invoice);
      const counter = number + 1;
      command(desk, [issued({ id: invoice, number: `I-${counter}`, counter, customer, day, total: 100 })]);
    } else {
      const payment = id('pay', number + 1);
      const target = invoices[upTo(invoices.length)] as string;
      const amount = 60;
      // Received and applied in one step (AL2): half of it must never be seen anywhere.
      command(desk, [
        posted({ id: payment, customer, day, amount }),
        allocated({ id: id('allo', number + 1), source: payment, target, amount, day, customer }),
      ]);
    }
  };

  for (const desk of desks) {
    desk.start();
    command(desk, [introduction(desk)]);
  }
  let backup: Backup = server.backup();
  let revoked: MemoryDesk | null = null;
  for (let step = 0; step < 80; step += 1) {
    await vi.advanceTimersByTimeAsync(upTo(1500));
    const which = upTo(desks.length);
    const desk = desks[which] as MemoryDesk;
    if (chance(0.6)) work(desk);
    if (chance(0.1)) {
      met.cut += 1;
      cut.add(which);
    } else if (chance(0.3)) cut.delete(which);
    if (chance(0.08)) desk.dying = chance(0.5) ? 'before' : 'after';
    if (!desk.session) {
      met.crashes += 1;
      desk.start();
    }
    const way = ways[which] as BadWay;
    if (chance(0.1)) way.largest = chance(0.5) ? NARROW : Number.POSITIVE_INFINITY;
    if (chance(0.05) && server.head > 0) {
      met.spoilt += 1;
      const spoilt = chance(0.5) ? way.damaged : way.unsigned;
      spoilt.add(server.hashes[upTo(server.head)] as string);
    }
    if (chance(0.05)) backup = server.backup();
    if (which > 0 && revoked === null && chance(0.004)) {
      revoked = desk;
      met.revoked += 1;
      server.revoke(desk.device);
    }
    if (chance(0.03)) {
      met.restores += 1;
      server.restore(backup);
    }
    const half = step % 4 === 0 ? halfSeen(desks) : undefined;
    if (half) return { finding: `a command was seen by halves: ${half}`, met };
  }
  healed = true;
  cut.clear();
  for (const way of ways) {
    met.large += way.refused;
    way.heal();
  }
  for (const desk of desks) desk.dying = null;
  // What is still under way was spoilt before: whoever asks for more is answered by a good line.
  await vi.advanceTimersByTimeAsync(SECOND);
  for (const desk of desks) {
    if (desk.session) desk.session.again();
    else desk.start();
  }
  await vi.advanceTimersByTimeAsync(120 * SECOND);
  const active = desks.filter((desk) => desk !== revoked);
  const finding = whatIsWrong(active, server, number - (revoked?.written ?? 0), revoked);
  const { allocations } = (desks[0] as MemoryDesk).state();
  met.conflicts += Object.values(allocations).filter(({ cut }) => cut > 0).length;
  for (const desk of desks) desk.crash();
  await vi.advanceTimersByTimeAsync(60 * SECOND);
  return { finding, met };
}

/** A payment whose allocation is not there with it. */
function halfSeen(desks: readonly MemoryDesk[]): string | undefined {
  for (const desk of desks) {
    const { payments, allocations } = desk.state();
    const applied = new Set(Object.values(allocations).map(({ source }) => source));
    const half = Object.keys(payments).find((payment) => !applied.has(payment));
    if (half) return half;
  }
  return undefined;
}

/** What is not as it must be two virtual minutes after healing; `null` when all is well. */
function whatIsWrong(
  desks: readonly MemoryDesk[],
  server: ModelServer,
  commands: number,
  revoked: MemoryDesk | null,
): string | null {
  const late = new Set(revoked ? server.orderOf(revoked.device) : []);
  const order = server.order.filter((id) => !late.has(id));
  if (new Set(order).size !== order.length) return 'the server has a commit twice';
  if (order.length !== commands) return `the server has ${order.length} commits of ${commands}`;
  for (const desk of desks) {
    if (desk.disowned) return 'a desk was told that the server knows another history of it';
    const { push, pull } = desk.session?.view ?? {};
    if (push?.state !== 'idle' || pull?.state === 'stopped' || pull?.state === 'waiting')
      return `a desk is not quiet: ${JSON.stringify([push, pull])}`;
    if (desk.unsent !== 0) return `${desk.unsent} commits still wait`;
    if (desk.place?.cursor?.sequence !== server.head) return 'a desk has not fetched everything';
    const { aside, held } = desk.place;
    // Whoever is shut out brings nothing more: what it had withheld stays so, at all desks alike.
    const left = aside.filter(({ device, why }) => why !== 'withheld' || device !== revoked?.device);
    if (left.length + held.length > 0) return `something stays set aside: ${JSON.stringify([left, held])}`;
  }
  if (revoked && revoked.session?.view.push.state !== 'stopped' && revoked.unsent > 0)
    return 'a desk that was shut out still sends';
  const digests = new Set(desks.map((desk) => desk.digest()));
  if (digests.size !== 1) return 'desks show different states';
  const labels = Object.values(desks[0]?.state().documents ?? {}).map(({ label }) => label);
  if (new Set(labels).size !== labels.length) return 'two documents have one number';
  const cuts = Object.values(desks[0]?.state().allocations ?? {}).reduce((sum, { cut }) => sum + cut, 0);
  return minor(cuts) < 0 ? 'a negative cut' : null;
}
