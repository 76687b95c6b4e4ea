/** Several desktops, one company: the line to the office's server, pairing, and the desktops that take part (SY, DV). */
import { zRole } from '../events/masters.ts';
import { zCurrency, zId, zMinor } from '../events/primitives.ts';
import { z } from '../events/zod.ts';
import { booksQuery, command, EVERYBODY, MANAGEMENT, mainQuery } from './channel.ts';

export const zSyncProblem = z.enum([
  'address',
  'code',
  'not-connected',
  'already-connected',
  'unreachable',
  'certificate',
  'proxy',
  'proxy-login',
  'foreign-page',
  'unproven',
  'hub-off',
  'backup-failed',
  'no-backup',
  'no-key',
  'recovery-code',
  'rewritten',
  'unsigned',
  'unknown-device',
  'revoked',
  'not-allowed',
  'forked',
  'older-program',
  'device-taken',
  'pairing-unknown',
  'pairing-expired',
  'pairing-used',
  'pairing-refused',
  'pairing-tries',
  'pairing-company',
  'set-aside',
  'busy',
  'server-full',
  'storage',
  'fault',
]);

/** Commits that were set aside while the rest went on (SY4), those of one cause and one desktop together. */
export const zSetAside = z.object({
  /** `too-large`: of this desktop, sent without its content; the others are of other desktops, not taken in here. */
  why: z.enum(['too-large', 'newer-format', 'no-key', 'unsigned', 'damaged', 'withheld', 'behind']),
  /** Name of the desktop that wrote them; empty when it cannot be told. */
  desktop: z.string(),
  count: z.number().int(),
  /** Instant of the oldest: when it was recorded, or when the server got it. */
  since: z.number().int(),
  /** Length of the largest, for `too-large`; else 0. */
  bytes: z.number().int(),
});

export type SetAside = z.output<typeof zSetAside>;

/** How the open company stands with its server (SY6). Instants are UTC milliseconds. */
export const zSyncStatus = z.object({
  /** `off`: no server; `waiting`: tries again by itself at `nextTry`; `stopped`: a person must act first. */
  phase: z.enum(['off', 'up-to-date', 'sending', 'fetching', 'waiting', 'paused', 'stopped']),
  problem: zSyncProblem.nullable(),
  /** Where the server is; empty without one. */
  address: z.string(),
  /** Recorded here and not yet with the server. */
  unsent: z.number().int(),
  /** Came from others since the company was opened. */
  received: z.number().int(),
  /** When the server last answered; `null` if it has not since the company was opened. */
  contact: z.number().int().nullable(),
  nextTry: z.number().int().nullable(),
  /** How far this desktop has followed the office's record, while it lags behind. */
  progress: z.object({ done: z.number().int(), total: z.number().int() }).nullable(),
  pausedByHand: z.boolean(),
  pauseOnMetered: z.boolean(),
  /** The system can tell that a line is paid by volume. */
  tellsMetered: z.boolean(),
  /** Records that a newer program has changed in a way that this one cannot read (EV7). */
  unread: z.number().int(),
  setAside: z.array(zSetAside),
});

/** What a person types or pastes to reach a server: `pin` is the fingerprint of its certificate, empty for a public one. */
const zReach = { address: z.string().max(600), pin: z.string().max(200), code: z.string().max(40) };

/** An entry as it is told without being opened: who did what, and what it is about. */
const zRecentEntry = z.object({
  commit: zId,
  recorded: z.number().int(),
  command: z.string(),
  actor: z.string(),
  /** Where it was recorded; empty for this desktop. */
  device: z.string(),
  about: z.string(),
  amount: z.object({ minor: zMinor, currency: zCurrency }).nullable(),
});

const zNothing = z.object({});
const withoutCompany = { withoutCompany: true } as const;

export const syncChannels = {
  'sync.status': mainQuery(zNothing, zSyncStatus),
  /** The newest entries that wait here to be sent, and that came from others: so many of each at most. */
  'sync.recent': booksQuery(
    z.object({ waiting: z.number().int().min(0).max(50), came: z.number().int().min(0).max(50) }),
    z.object({ waiting: z.array(zRecentEntry), came: z.array(zRecentEntry) }),
  ),
  /** Brings this company to a server, or this desktop back to it, with a code from whoever keeps the server. */
  'sync.connect': command(z.object(zReach), z.object({ digits: z.string().nullable() }), EVERYBODY),
  'sync.pause': command(
    z.object({ paused: z.boolean(), pauseOnMetered: z.boolean() }).partial(),
    zNothing,
    EVERYBODY,
  ),
  /** Name and password for the system's proxy, kept on this desktop for all companies; whatever waits is tried at once. */
  'sync.proxyLogin': {
    ...command(z.object({ user: z.string().max(200), password: z.string().max(500) }), zNothing, EVERYBODY),
    ...withoutCompany,
  },
  /** Tries at once what waits. */
  'sync.now': command(zNothing, zNothing, EVERYBODY),
  /** Joins a company that already uses Counterfoil: asks at its server and waits for a person there (DV1). */
  'sync.join': {
    ...command(
      /** `recovery`: the recovery code, for a sealed company whose desktops are all lost (DV5). */
      z.object({ ...zReach, recovery: z.string().max(60).default('') }),
      zNothing,
      EVERYBODY,
    ),
    ...withoutCompany,
  },
  'sync.cancelJoin': { ...command(zNothing, zNothing, EVERYBODY), ...withoutCompany },
  'sync.joining': {
    ...mainQuery(
      zNothing,
      z.discriminatedUnion('state', [
        z.object({ state: z.literal('none') }),
        z.object({ state: z.literal('asking') }),
        /** Somebody compares these digits with those on the other screen. */
        z.object({ state: z.literal('waiting'), digits: z.string(), expires: z.number().int() }),
        z.object({ state: z.literal('opening') }),
        z.object({ state: z.literal('failed'), problem: zSyncProblem }),
      ]),
    ),
    ...withoutCompany,
  },
  /** Opens a pairing: the other desktop needs the code within ten minutes. */
  'sync.invite': command(
    z.object({ role: zRole }),
    z.object({
      pairing: zId,
      code: z.string(),
      address: z.string(),
      /** Fingerprint of the server's certificate; empty for one that every system trusts. */
      pin: z.string(),
      /** All of it in one line, to be scanned or pasted. */
      text: z.string(),
      expires: z.number().int(),
    }),
    MANAGEMENT,
  ),
  'sync.invitation': {
    ...mainQuery(
      z.object({ pairing: zId }),
      z.object({
        state: z.enum(['open', 'waiting', 'active', 'refused', 'expired']),
        expires: z.number().int(),
        role: zRole,
        claimant: z.object({ device: zId, name: z.string(), digits: z.string() }).nullable(),
      }),
    ),
    roles: MANAGEMENT,
  },
  /** The answer after the digits were compared: admitted, the desktop gets its user, role and series by a commit. */
  'sync.answer': command(
    z.object({ commandId: zId, pairing: zId, device: zId, accept: z.boolean(), user: z.string().max(80) }),
    zNothing,
    MANAGEMENT,
  ),
  /** Whether bodies and files are sealed on their way (DV5), and whether this desktop has the key. */
  'sync.sealing': mainQuery(zNothing, z.object({ on: z.boolean(), hasKey: z.boolean() })),
  /** A new recovery code, shown once. */
  'sync.recoveryCode': command(zNothing, z.object({ code: z.string() }), MANAGEMENT),
  /** Switches sealing on with the code as it was typed again; on already, the code takes the place of the one before. */
  'sync.seal': command(z.object({ commandId: zId, code: z.string().max(60) }), zNothing, MANAGEMENT),
  /** Opens with a recovery code what this desktop cannot read. */
  'sync.recover': command(z.object({ code: z.string().max(60) }), zNothing, EVERYBODY),
  'sync.devices': mainQuery(
    zNothing,
    z.array(
      z.object({
        device: zId,
        name: z.string(),
        /** Whose desktop it is; empty for the owner's. */
        user: z.string(),
        role: zRole,
        state: z.enum(['active', 'author', 'revoked', 'unknown']),
        self: z.boolean(),
        /** Commits that wait for a manager's approval (DV4). */
        held: z.number().int(),
      }),
    ),
  ),
  /** Shuts a desktop out for good; `reason` is what its series say of their end (DV4). */
  'sync.revoke': command(
    z.object({ commandId: zId, device: zId, reason: z.string().max(300) }),
    zNothing,
    MANAGEMENT,
  ),
  /** Takes what a desktop had recorded before it was shut out into the company's record (DV4). */
  'sync.approve': command(z.object({ device: zId }), z.object({ taken: z.number().int() }), MANAGEMENT),
} as const;

export type SyncStatus = z.output<typeof zSyncStatus>;
