/** Handlers of the line to the office's server, of pairing, and of the desktops that take part. */
import { type AppError, err, ok, type Result } from '../../shared/errors/index.ts';
import { normalCode, zCode } from '../../shared/wire/pairing.ts';
import { answerClaim, approve, invitation, invite, officeDevices, revoke } from '../sync/inviting.ts';
import { readInvitation, readServerPlace, type ServerPlace, serverProblems } from '../sync/server-address.ts';
import { failureError } from '../sync/sync-failure.ts';
import type { MainServices } from './main-services.ts';
import type { Handlers } from './router.ts';

type SyncHandlers = Pick<Handlers, Extract<keyof Handlers, `sync.${string}`>>;

interface Reach {
  readonly address: string;
  readonly pin: string;
  readonly code: string;
}

/** What was typed or pasted, as a server and a code; only these two are ever asked, and only over a safe line. */
function reach({ address, pin, code }: Reach): Result<{ place: ServerPlace; code: string }, AppError> {
  const pasted = readInvitation(address) ?? readInvitation(code);
  if (pasted) return ok(pasted);
  const place = readServerPlace(address, pin);
  const isCode = zCode.safeParse(normalCode(code)).success;
  if (place && isCode) return ok({ place, code });
  const ofCode = isCode ? [] : [{ path: 'code', problem: 'not-a-pairing-code' }];
  return err({ kind: 'invalid', fields: [...serverProblems(address, pin), ...ofCode] });
}

export function syncHandlers({ sync, joining, hub, pinByCode, proxyLogins }: MainServices): SyncHandlers {
  return {
    'sync.status': async () => ok(await sync.status()),
    'sync.connect': async (input) => {
      const where = reach(input);
      if (!where.ok) return where;
      const { place, code } = where.value;
      const pinned = await pinByCode(place, code);
      return pinned.ok ? sync.connect(pinned.value, code) : err(failureError(pinned.error));
    },
    'sync.pause': async (changes) => {
      const changed = await sync.change(changes);
      return changed.ok ? ok({}) : changed;
    },
    'sync.proxyLogin': async (login) => {
      const saved = await proxyLogins.save(login);
      if (!saved.ok) return saved;
      sync.again();
      return ok({});
    },
    'sync.now': async () => {
      sync.again();
      return ok({});
    },
    'sync.join': async (input) => {
      const where = reach(input);
      if (!where.ok) return where;
      joining.begin(where.value.place, where.value.code, input.recovery);
      return ok({});
    },
    'sync.cancelJoin': async () => {
      joining.cancel();
      return ok({});
    },
    'sync.joining': async () => ok(joining.state),
    // Others do not reach this desktop's own hub under the address by which it does itself.
    'sync.invite': (input) =>
      invite(sync, input, (pin) => (pin === hub.place?.pin ? hub.outside[0] : undefined)),
    'sync.invitation': (input) => invitation(sync, input),
    'sync.answer': (input) => answerClaim(sync, input),
    'sync.devices': () => officeDevices(sync),
    'sync.sealing': async () => {
      const keys = await sync.keys.get();
      return keys.ok ? ok({ on: keys.value.ring.on, hasKey: keys.value.ring.current !== null }) : keys;
    },
    'sync.recoveryCode': async () => ok({ code: sync.keys.showRecoveryCode() }),
    'sync.seal': async ({ commandId, code }) => {
      const sealed = await sync.keys.seal(commandId, code);
      return sealed.ok ? ok({}) : sealed;
    },
    'sync.recover': async ({ code }) => {
      const recovered = await sync.keys.recover(code);
      return recovered.ok ? ok({}) : recovered;
    },
    'sync.revoke': (input) => revoke(sync, input),
    'sync.approve': (input) => approve(sync, input),
  };
}
