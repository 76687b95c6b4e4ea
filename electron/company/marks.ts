/**
 * Marks of this desktop, kept outside the company folders (DV3): the install id, and for each company the device that
 * it is here and how far each of its series and its own chain had come. A mark ahead of the journal tells that the
 * company's folder was restored from an older copy; another install id tells that it was cloned from elsewhere.
 */
import { join } from 'node:path';
import { type AppError, err, ok, type Result, type StorageError } from '../../shared/errors/index.ts';
import { zId } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from './json-file.ts';

const zHandedOver = z.object({
  receiver: z.string().max(60),
  /** The device's key sealed to the receiver: the file can be written again, for the same computer. */
  box: z.base64(),
  /** Instant, UTC milliseconds. */
  at: z.number().int(),
});

const zTaking = z.object({
  receiver: z.string().max(60),
  /** What the old computer called itself. */
  computer: z.string().max(300),
});

const zMarks = z.object({
  installId: zId,
  companies: z.record(
    zId,
    z.object({
      device: zId,
      /** Highest sequence of the device's own commits seen here. */
      sequence: z.number().int().min(0),
      /** Highest counter given, by series. */
      series: z.record(zId, z.number().int().min(0)),
      /** The server knows another history of this device: it must not write another commit (DV3). */
      disowned: z.boolean().default(false),
      /** The device has left with its key for the computer that this receiver stands for (ADR 42): nothing is written here. */
      handedOver: zHandedOver.exactOptional(),
      /** The receiver for which a move file was opened here, until the record says that the device has arrived. */
      taking: zTaking.exactOptional(),
    }),
  ),
});

type MarksFile = z.output<typeof zMarks>;
export type CompanyMarks = MarksFile['companies'][string];
export type HandedOver = z.output<typeof zHandedOver>;

export class Marks {
  private readonly file: JsonFile<typeof zMarks>;
  private state: MarksFile;
  private unread: StorageError | null = null;

  private constructor(file: JsonFile<typeof zMarks>, state: MarksFile) {
    this.file = file;
    this.state = state;
  }

  /**
   * Reads this desktop's marks; without any it is a new installation, which vouches for no number given before. Marks that
   * are there and cannot be read make none: nothing is opened until `ready` says so.
   */
  static async read(dataFolder: string, newId: () => string): Promise<Marks> {
    const file = new JsonFile(join(dataFolder, 'marks.json'), zMarks);
    const marks = new Marks(file, { installId: newId(), companies: {} });
    await marks.load();
    return marks;
  }

  /** Whether the marks were read; tries again when they were not. No company may be opened on an error (DV3). */
  async ready(): Promise<Result<void, StorageError>> {
    if (this.unread) await this.load();
    return this.unread ? err(this.unread) : ok(undefined);
  }

  private async load(): Promise<void> {
    const read = await this.file.load();
    this.unread = read.ok ? null : read.error;
    if (!read.ok) return;
    if (read.value.state === 'read') this.state = read.value.value;
    else await this.flush();
  }

  get installId(): string {
    return this.state.installId;
  }

  of(company: string): CompanyMarks | null {
    return this.state.companies[company] ?? null;
  }

  counter(company: string, series: string): number {
    return this.state.companies[company]?.series[series] ?? 0;
  }

  /** Binds this desktop's device for a company; a new device starts without series. */
  async bind(company: string, device: string): Promise<void> {
    if (this.of(company)?.device === device) return;
    this.state.companies[company] = { device, sequence: 0, series: {}, disowned: false };
    await this.flush();
  }

  /** Gives the device of a company up: at the next opening this desktop becomes a new one (DV3). */
  async disown(company: string): Promise<void> {
    const marks = this.of(company);
    if (!marks) return;
    this.state.companies[company] = { ...marks, disowned: true };
    await this.flush();
  }

  /** The device leaves with its key (DV3): from the moment of a good answer on it writes nothing here any more. */
  handOver(company: string, handedOver: HandedOver): Promise<Result<void, AppError>> {
    return this.change(company, (marks) => marks && { ...marks, handedOver });
  }

  /**
   * A moved device comes here (DV3). Marks that are ahead of what comes stay ahead: then the file is older than what this
   * desktop has seen, and may not go on.
   */
  take(
    company: string,
    came: Pick<CompanyMarks, 'device' | 'sequence' | 'series'> & z.output<typeof zTaking>,
  ): Promise<Result<void, AppError>> {
    const { device, receiver, computer } = came;
    return this.change(company, (before) => {
      const same = before?.device === device ? before : { sequence: 0, series: {}, disowned: false };
      const series: Record<string, number> = { ...same.series };
      for (const [id, counter] of Object.entries(came.series))
        series[id] = Math.max(series[id] ?? 0, counter);
      return {
        ...same,
        device,
        sequence: Math.max(same.sequence, came.sequence),
        series,
        taking: { receiver, computer },
      };
    });
  }

  /** The record says that the device has arrived here. */
  arrived(company: string): Promise<Result<void, AppError>> {
    return this.change(company, (before) => {
      if (!before) return before;
      const { handedOver: _left, taking: _came, ...marks } = before;
      return marks;
    });
  }

  /** As durable as it answers; what could not be written did not happen. */
  private async change(
    company: string,
    change: (marks: CompanyMarks | undefined) => CompanyMarks | undefined,
  ): Promise<Result<void, AppError>> {
    const before = this.state.companies[company];
    const after = change(before);
    if (!after) return ok(undefined);
    this.state.companies[company] = after;
    const written = await this.file.write(this.state);
    if (written.ok) return written;
    if (before) this.state.companies[company] = before;
    else delete this.state.companies[company];
    return written;
  }

  /** Moves marks forward in memory; `flush` writes them. They only warn, so they need no flush of their own per commit. */
  advance(company: string, sequence: number, counters: ReadonlyMap<string, number>): void {
    const marks = this.state.companies[company];
    if (!marks) return;
    const series = { ...marks.series };
    for (const [id, counter] of counters) series[id] = Math.max(series[id] ?? 0, counter);
    this.state.companies[company] = { ...marks, sequence: Math.max(marks.sequence, sequence), series };
  }

  async flush(): Promise<void> {
    await this.file.write(this.state);
  }
}
