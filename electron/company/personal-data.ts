/** Personal data of one open company: sealed before it is recorded, opened for the screen, gone with its key (EV10, AU4). */
import type { OutputOf } from '../../shared/contract/contract.ts';
import { callFields, contactFields } from '../../shared/contract/personal.ts';
import { profileOf } from '../../shared/domain/profiles.ts';
import { type AppError, ok, type Result } from '../../shared/errors/index.ts';
import { erasedOn, type PersonalFields } from '../../shared/events/personal.ts';
import { z } from '../../shared/events/zod.ts';
import type { Reader } from '../commands/command.ts';
import type { SealEntry } from '../commands/personal.ts';
import type { Log } from '../ports.ts';
import { openText, sealText } from '../security/subject-box.ts';
import type { HostKeys } from '../sync/sync-host.ts';
import { checkOf, keyBytes, SubjectKeys } from './subject-keys.ts';

/** What is sealed says what it is: the record does not. */
const zEntry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('contact'), fields: contactFields }),
  z.object({ type: z.literal('call'), fields: callFields }),
]);
type Entry = z.output<typeof zEntry>;

type Shown = Omit<OutputOf<'personal.list'>, 'retention'>;

export class PersonalData {
  private readonly company: string;
  private readonly reader: Reader;
  private readonly log: Log;
  readonly keys: SubjectKeys;
  private settling: Promise<void> = Promise.resolve();

  constructor(company: { readonly id: string; readonly folder: string }, reader: Reader, log: Log) {
    this.company = company.id;
    this.reader = reader;
    this.log = log;
    this.keys = new SubjectKeys(company.folder);
  }

  /** Seals entries of one kind; the key is on the medium before the commit that needs it is made. */
  sealing(type: Entry['type']): SealEntry {
    return async ({ customer, entry }, { subject, generation }, fields) => {
      const key = await this.keys.of(subject, generation);
      if (!key.ok) return key;
      const { id, secret } = key.value;
      const place = { company: this.company, customer, entry, key: id };
      const box = sealText(Buffer.from(secret, 'base64'), place, JSON.stringify({ type, fields }));
      return ok({ key: id, box, check: checkOf(key.value) });
    };
  }

  /** Everything of a customer that can be read here, and how much cannot. */
  async list(customer: string): Promise<Result<Shown, AppError>> {
    const known = await this.reader.lookup('personal', { customer });
    if (!known.ok) return known;
    const contacts: Shown['contacts'] = [];
    const calls: Shown['calls'] = [];
    let notHere = 0;
    let gone = 0;
    for (const id of Object.keys(known.value.entries)) {
      const entry = await this.open(customer, id, known.value);
      if (entry === 'erased') gone += 1;
      else if (entry === undefined) notHere += 1;
      else if (entry.type === 'contact') contacts.push({ id, fields: entry.fields });
      else calls.push({ id, fields: entry.fields });
    }
    contacts.sort((one, other) => compare(one.fields.name, other.fields.name) || compare(one.id, other.id));
    calls.sort((one, other) => compare(other.fields.day, one.fields.day) || compare(other.id, one.id));
    const days = Object.values(known.value.erased).map(({ on }) => on);
    const on = days.sort().at(-1);
    return ok({ contacts, calls, notHere, erased: on === undefined ? null : { on, entries: gone } });
  }

  private async open(
    customer: string,
    entry: string,
    known: PersonalFields,
  ): Promise<Entry | 'erased' | undefined> {
    const sealed = known.entries[entry];
    const of = sealed && known.keys[sealed.key];
    if (!sealed || !of) return undefined;
    if (erasedOn(known, sealed.key) !== null) return 'erased';
    const key = await this.keys.get({ ...of, id: sealed.key });
    if (!key) return undefined;
    const place = { company: this.company, customer, entry, key: key.id };
    const text = openText(Buffer.from(key.secret, 'base64'), place, sealed.box);
    return text === undefined ? undefined : zEntry.safeParse(JSON.parse(text)).data;
  }

  /** What the sync brings to others and takes in from them; `onCame` is called when something can be read that could not. */
  forSync(onCame: () => void): HostKeys {
    const { keys } = this;
    return {
      held: async () => (await keys.held()).map(({ id }) => id),
      get: async (key) => {
        const kept = await keys.get(key);
        return kept && keyBytes(kept);
      },
      put: async (bytes, key) => {
        const taken = await keys.put(bytes, key);
        if (!taken) return false;
        // It may have been erased while it was on its way.
        await this.settle();
        onCame();
        return true;
      },
    };
  }

  /**
   * Destroys whatever the record says is erased and is still here: after the commit that says so, whoever made it, and when
   * a company is opened, since a crash or a copy of the folder may have left keys behind.
   */
  settle(): Promise<void> {
    const settling = this.settling.then(async () => {
      const known = await this.reader.lookup('personalKeys', {});
      if (!known.ok || known.value.erased.length === 0) return;
      const held = await this.keys.held();
      for (const { subject, through } of known.value.erased) {
        if (!held.some((key) => key.subject === subject && key.generation <= through)) continue;
        const destroyed = await this.keys.destroy(subject, through);
        if (!destroyed.ok) this.log.warn('a key that is erased could not be destroyed yet');
      }
    });
    this.settling = settling.catch((fault: unknown) => this.log.error('keys could not be destroyed', fault));
    return this.settling;
  }

  /** Ends when nothing is being destroyed. */
  get settled(): Promise<void> {
    return this.settling;
  }
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** How long the country keeps what is on documents, with the law that says so (AU4). */
export const retentionOf = (
  profile: Parameters<typeof profileOf>[0],
): OutputOf<'personal.list'>['retention'] => {
  const { years, source } = profileOf(profile).retention;
  return { years, source };
};
