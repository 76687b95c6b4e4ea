/** Sentences about the whole contract: who may call what, and that nothing on it names a file, an address or a method. */
import { describe, expect, it } from 'vitest';
import { createRouter, type Handlers, type RouterOptions, type Sender } from '../../electron/ipc/router.ts';
import type { Channel } from '../../shared/contract/channel.ts';
import { type ChannelName, contract } from '../../shared/contract/contract.ts';
import type { Role } from '../../shared/errors/index.ts';
import { schemaParts } from './schema-parts.ts';

const ORIGIN = 'app://counterfoil';
const PAGE: Sender = { ownWindow: true, mainFrame: true, origin: ORIGIN };
const CHANNELS = Object.entries(contract) as [ChannelName, Channel][];
const ROLES: readonly Role[] = ['clerk', 'manager', 'auditor', 'owner'];

/** Words in a field's name that would tell of a place, an address or code. */
const SUSPICIOUS = new Set(
  'path file folder directory url uri href host feed address method function script'.split(' '),
);

const wordsOf = (key: string): string[] => key.split(/(?=[A-Z])/).map((word) => word.toLowerCase());

function routerFor(role: Role | null, readOnly = false) {
  const reached: string[] = [];
  const options: RouterOptions = {
    origin: ORIGIN,
    handlers: new Proxy({} as Handlers, {
      get: (_handlers, name) => async () => {
        reached.push(String(name));
        return { ok: true, value: {} };
      },
    }),
    queryBooks: async (name) => {
      reached.push(name);
      return { ok: true, value: {} };
    },
    role: () => role,
    readOnly: () => (readOnly ? 'record-damaged' : null),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    reference: () => 'reference',
  };
  return { route: createRouter(options), reached };
}

describe('roles', () => {
  it.each(ROLES)('refuses a %s exactly the channels that are not for that role', async (role) => {
    const { route, reached } = routerFor(role);
    const refused: string[] = [];
    for (const [name] of CHANNELS) {
      const reply = await route(PAGE, name, { nothing: 'that fits' });
      if (!reply.ok && reply.error.kind === 'forbidden') refused.push(name);
    }
    expect(refused).toEqual(CHANNELS.filter(([, { roles }]) => !roles.includes(role)).map(([name]) => name));
    expect(reached.filter((name) => refused.includes(name))).toEqual([]);
  });

  it('lets an auditor change nothing of the company', () => {
    const changing = CHANNELS.filter(
      ([, { kind, roles }]) => kind === 'command' && roles.includes('auditor'),
    ).map(([name]) => name);
    expect(changing).toEqual([
      'settings.save',
      'companies.create',
      'companies.createDemo',
      'companies.open',
      'companies.close',
      'companies.verify',
      'recovery.export',
      'companies.showFolder',
      'tasks.cancel',
      'log.fault',
      // The desktop's own line to the office and what it can read; nothing of it is in the record.
      'sync.connect',
      'sync.pause',
      'sync.proxyLogin',
      'sync.now',
      'sync.join',
      'sync.cancelJoin',
      'sync.recover',
      // Lists as files; nothing is changed by them.
      'priceLists.export',
      'lists.export',
      'lists.print',
      // Of a company that has moved away; main asks who it was that worked there.
      'moving.write',
      'moving.takeBack',
      'moving.goOnAnew',
      // Of this computer, before a company is open.
      'moving.code',
      'moving.choose',
      'moving.takeOver',
    ]);
  });

  it('JO8: lets nobody change a company that can only be read, and answers its questions', async () => {
    const { route, reached } = routerFor('auditor', true);
    const changing = CHANNELS.filter(([, { kind, withoutCompany }]) => kind === 'command' && !withoutCompany);
    expect(changing.length).toBeGreaterThan(20);
    for (const [name] of changing) {
      expect(await route(PAGE, name, {}), name).toEqual({
        ok: false,
        error: { kind: 'refused', reason: 'record-damaged' },
      });
    }
    expect(reached).toEqual([]);
    await route(PAGE, 'taxes.list', {});
    expect(reached).toEqual(['taxes.list']);
  });

  it('answers nothing of a company while none is open', async () => {
    const { route, reached } = routerFor(null);
    for (const [name, { withoutCompany }] of CHANNELS) {
      if (withoutCompany) continue;
      expect(await route(PAGE, name, {}), name).toEqual({
        ok: false,
        error: { kind: 'unavailable', what: 'company' },
      });
    }
    expect(reached).toEqual([]);
  });
});

describe('senders', () => {
  it.each([
    ['another window', { ...PAGE, ownWindow: false }],
    ['a frame within the page', { ...PAGE, mainFrame: false }],
    ['another origin', { ...PAGE, origin: 'app://books' }],
    ['an origin that only begins alike', { ...PAGE, origin: 'app://counterfoil.example' }],
    ['a frame that is gone', { ...PAGE, origin: '' }],
  ])('refuses %s on every channel', async (_what, sender) => {
    const { route, reached } = routerFor('owner');
    for (const [name] of CHANNELS) {
      expect(await route(sender, name, {}), name).toEqual({
        ok: false,
        error: { kind: 'forbidden', needs: [] },
      });
    }
    expect(reached).toEqual([]);
  });
});

describe('shapes', () => {
  it('names no file path, no address to fetch and no method in any input', () => {
    const found = CHANNELS.flatMap(([name, { input }]) =>
      schemaParts(input).flatMap(({ key }) =>
        key && wordsOf(key).some((word) => SUSPICIOUS.has(word)) ? [`${name}: ${key}`] : [],
      ),
    );
    // Postal addresses are printed; an electronic one is an identifier inside e-invoices, and nothing is sent there; the
    // sender's stands in mails; a payment method is a record of the company, named by its id; a server's address is typed
    // by a person, held to https or loopback by the command, and asked only in the protocol of the sync.
    expect(new Set(found)).toEqual(
      new Set([
        'companies.create: address',
        'companies.create: electronicAddress',
        'company.save: address',
        'company.save: electronicAddress',
        'customers.save: address',
        'payments.post: method',
        'refunds.make: method',
        'mail.saveAccount: senderAddress',
        'mail.test: senderAddress',
        'sync.connect: address',
        'sync.join: address',
      ]),
    );
  });

  it('bounds every text and every list that the page can send', () => {
    const unbounded = CHANNELS.flatMap(([name, { input }]) =>
      schemaParts(input).flatMap(({ key, unbounded: endless }) => (endless ? [`${name}: ${key}`] : [])),
    );
    expect(unbounded).toEqual([]);
  });
});
