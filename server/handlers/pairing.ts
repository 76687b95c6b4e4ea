/** Pairing (DV1): a code of ten letters, four to find it by and six that are secret; ten minutes, five wrong tries. */
import { err, ok, type Result, type Role } from '../../shared/errors/index.ts';
import { firstCompanyChain } from '../../shared/wire/company-chain.ts';
import { LIMITS } from '../../shared/wire/limits.ts';
import { claimText } from '../../shared/wire/pairing.ts';
import type { Refusal } from '../../shared/wire/refusal.ts';
import type { WireInput, WireOutput } from '../../shared/wire/wire.ts';
import { type Answer, type Asker, type Context, newId } from '../context.ts';
import { isSignedBy, sha256 } from '../crypto.ts';
import { newEpochName } from '../epoch-name.ts';
import type { Sql, Transaction } from '../store/database.ts';
import type { PairingRecord } from '../store/records.ts';
import { presentEpoch, readCompany, readDevice, readPairing, readPairingById } from '../store/rows.ts';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LOOKUP_LENGTH = 4;
const CODE_LENGTH = 10;

const secretOf = (code: string): string =>
  Buffer.from(sha256(new TextEncoder().encode(code.slice(LOOKUP_LENGTH)))).toString('hex');

export interface NewPairing {
  readonly pairing: string;
  readonly code: string;
  readonly expires: number;
}

/** Makes a code. `company` is `null` for one that brings the claimant's company to this server. */
export async function makePairing(
  context: Context,
  about: { readonly company: string | null; readonly role: Role; readonly confirm: boolean },
): Promise<NewPairing> {
  return context.database.write(async (transaction) => {
    let code = newCode(context);
    // A code in use is not taken from whoever is typing it.
    while (!(await isFree(transaction, code, context.now()))) code = newCode(context);
    const expires = context.now() + LIMITS.pairingLife;
    const pairing = newId(context.random);
    await transaction.record({
      kind: 'pairing',
      lookup: code.slice(0, LOOKUP_LENGTH),
      pairing,
      company: about.company,
      secret: secretOf(code),
      role: about.role,
      founding: about.company === null,
      confirm: about.confirm,
      expires,
      tries: 0,
      state: 'open',
      claimant: null,
      sealed: null,
    });
    return { pairing, code, expires };
  });
}

const newCode = ({ random }: Context): string =>
  Array.from(random(CODE_LENGTH), (byte) => LETTERS[byte % LETTERS.length]).join('');

async function isFree(sql: Sql, code: string, now: number): Promise<boolean> {
  const present = await readPairing(sql, code.slice(0, LOOKUP_LENGTH));
  return present === null || present.expires < now;
}

export async function openPairing(
  context: Context,
  { company, role }: Asker,
  input: WireInput<'openPairing'>,
): Answer<WireOutput<'openPairing'>> {
  if (input.role === 'owner' && role !== 'owner') return err({ code: 'not-allowed', needs: ['owner'] });
  return ok(await makePairing(context, { company, role: input.role, confirm: true }));
}

const refused = (why: Extract<Refusal, { code: 'pairing' }>['why']): Result<never, Refusal> =>
  err({ code: 'pairing', why });

export function claim(context: Context, input: WireInput<'claim'>): Answer<WireOutput<'claim'>> {
  const { proof, ...said } = input;
  const { code, device, name, publicKey, exchangeKey } = said;
  if (!isSignedBy(publicKey, claimText(context.server, said), proof))
    return Promise.resolve(err({ code: 'bad-request' }));
  return context.database.write(async (transaction): Promise<Result<WireOutput<'claim'>, Refusal>> => {
    const now = context.now();
    const present = await readPairing(transaction, code.slice(0, LOOKUP_LENGTH));
    if (present === null) return refused('unknown');
    if (present.expires < now) return refused('expired');
    if (present.tries >= LIMITS.pairingTries) return refused('tries');
    if (present.secret !== secretOf(code)) {
      await save(transaction, { ...present, tries: present.tries + 1 });
      return refused('unknown');
    }
    if (present.state === 'refused') return refused('refused');
    const claimant = { device, name, publicKey, exchangeKey };
    if (present.claimant !== null) {
      const same = present.claimant.device === device && present.claimant.publicKey === publicKey;
      return same ? standing(transaction, present) : refused('used');
    }
    const company = present.company ?? input.company;
    if (company === null) return refused('company');
    if (input.company !== null && input.company !== company) return refused('company');
    const claimed: PairingRecord = { ...present, company, claimant, state: 'waiting' };
    if (present.founding) {
      if ((await readCompany(transaction, company)) !== null) return refused('company');
      const epoch = newEpochName(context, []);
      const chain = firstCompanyChain(company, sha256);
      await transaction.record({ kind: 'company', company, chain, epoch });
    }
    const kept = await readDevice(transaction, company, device);
    if (kept !== null && kept.publicKey !== publicKey) return err({ code: 'device-taken' });
    if (present.confirm) {
      await save(transaction, claimed);
      return standing(transaction, claimed);
    }
    return standing(transaction, await activate(transaction, claimed, null));
  });
}

const save = (transaction: Transaction, pairing: PairingRecord): Promise<void> =>
  transaction.record({ kind: 'pairing', ...pairing });

/** The claimant becomes a device of the company. */
async function activate(
  transaction: Transaction,
  claimed: PairingRecord,
  sealed: string | null,
): Promise<PairingRecord> {
  const active: PairingRecord = { ...claimed, state: 'active', sealed };
  const { company, claimant, role } = active;
  if (company !== null && claimant !== null)
    await transaction.record({ kind: 'device', company, ...claimant, role, state: 'active' });
  await save(transaction, active);
  return active;
}

async function standing(
  sql: Sql,
  { state, pairing, company, role, expires, sealed }: PairingRecord,
): Promise<Result<WireOutput<'claim'>, Refusal>> {
  const found = company === null ? null : await readCompany(sql, company);
  if (company === null || found === null) return refused('company');
  if (state !== 'active') return ok({ state: 'waiting', pairing, company, expires });
  return ok({
    state: 'active',
    pairing,
    company,
    role,
    epoch: presentEpoch(found),
    head: found.head,
    sealed,
  });
}

/** How a pairing stands, for the manager's screen. */
export async function pairingState(
  { database, now }: Context,
  { company }: Asker,
  pairing: string,
): Answer<WireOutput<'pairing'>> {
  const present = await database.read((sql) => readPairingById(sql, company, pairing));
  if (present === null) return err({ code: 'not-found' });
  const { state, expires, role, claimant } = present;
  const over = expires < now() && (state === 'open' || state === 'waiting');
  return ok({ state: over ? 'expired' : state, expires, role, claimant });
}

/** The person has compared the six digits. */
export function confirmPairing(
  { database, now }: Context,
  { company }: Asker,
  pairing: string,
  { device, accept, sealed }: WireInput<'confirmPairing'>,
): Answer<WireOutput<'confirmPairing'>> {
  return database.write(async (transaction): Promise<Result<Record<string, never>, Refusal>> => {
    const found = await readPairingById(transaction, company, pairing);
    const present = found && (await readPairing(transaction, found.lookup));
    if (present === null || present.pairing !== pairing) return err({ code: 'not-found' });
    if (present.claimant?.device !== device) return refused('used');
    if (present.state === 'active') return accept ? ok({}) : refused('used');
    if (present.state === 'refused') return accept ? refused('refused') : ok({});
    if (present.expires < now()) return refused('expired');
    if (!accept) {
      await save(transaction, { ...present, state: 'refused' });
      return ok({});
    }
    const kept = await readDevice(transaction, company, device);
    if (kept !== null && kept.publicKey !== present.claimant.publicKey) return err({ code: 'device-taken' });
    await activate(transaction, present, sealed);
    return ok({});
  });
}
