/** Which handler answers which call of the wire. */
import { ok } from '../../shared/errors/index.ts';
import { PROTOCOL } from '../../shared/wire/limits.ts';
import type { Wire, WireInput, WireName, WireOutput, WireParams, WireQuery } from '../../shared/wire/wire.ts';
import type { Answer, Asker, Context } from '../context.ts';
import { devices, setDevice } from '../handlers/devices.ts';
import { dropKeys, getFile, missingFiles, newestSnapshot, putFile, putSnapshot } from '../handlers/files.ts';
import { held } from '../handlers/held.ts';
import { introduce } from '../handlers/introduce.ts';
import { claim, confirmPairing, openPairing, pairingState } from '../handlers/pairing.ts';
import { pull, status } from '../handlers/pull.ts';
import { push } from '../handlers/push.ts';
import type { FileKind } from '../store/file-store.ts';

/** A call whose shapes have been checked; `asker` is there unless the call is for everybody. */
export interface Call<Name extends WireName> {
  readonly asker: Wire[Name]['roles'] extends null ? null : Asker;
  readonly params: WireParams<Name>;
  readonly query: WireQuery<Name>;
  readonly input: WireInput<Name>;
}

export type Handlers = {
  readonly [Name in WireName]: (context: Context, call: Call<Name>) => Answer<WireOutput<Name>>;
};

type Kind = FileKind;

export const handlers: Handlers = {
  hello: async ({ server, version, now, database }) =>
    ok({ server, protocols: [PROTOCOL], version, time: now(), store: database.kind }),
  introduce: (context, { input }) => introduce(context, input),
  claim: (context, { input }) => claim(context, input),
  status: (context, { asker }) => status(context, asker),
  push: (context, { asker, input }) => push(context, asker, input),
  pull: (context, { asker, query }) => pull(context, asker, query),
  held: (context, { asker, query }) => held(context, asker, query),
  devices: (context, { asker }) => devices(context, asker),
  setDevice: (context, { asker, params, input }) => setDevice(context, asker, params.device, input),
  openPairing: (context, { asker, input }) => openPairing(context, asker, input),
  pairing: (context, { asker, params }) => pairingState(context, asker, params.pairing),
  confirmPairing: (context, { asker, params, input }) =>
    confirmPairing(context, asker, params.pairing, input),
  missingFiles: (context, { asker, input }) => missingFiles(context, asker, input),
  putFile: (context, { asker, params, input }) =>
    putFile(context, asker, params.kind as Kind, params.sha256, input),
  getFile: (context, { asker, params }) => getFile(context, asker, params.kind as Kind, params.sha256),
  dropKeys: (context, { asker, input }) => dropKeys(context, asker, input),
  putSnapshot: (context, { asker, input }) => putSnapshot(context, asker, input),
  snapshot: (context, { asker, query }) => newestSnapshot(context, asker, query),
};
