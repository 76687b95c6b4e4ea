/**
 * Marks of this desktop, kept outside the company folders (DV3): the install id, and for each company the device that
 * it is here and how far each of its series and its own chain had come. A mark ahead of the journal tells that the
 * company's folder was restored from an older copy; another install id tells that it was cloned from elsewhere.
 */
import { join } from 'node:path';
import { zId } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from './json-file.ts';

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
    }),
  ),
});

type MarksFile = z.output<typeof zMarks>;
export type CompanyMarks = MarksFile['companies'][string];

export class Marks {
  private readonly file: JsonFile<typeof zMarks>;
  private state: MarksFile;

  private constructor(file: JsonFile<typeof zMarks>, state: MarksFile) {
    this.file = file;
    this.state = state;
  }

  /** Reads this desktop's marks; without any it is a new installation, which vouches for no number given before. */
  static async read(dataFolder: string, newId: () => string): Promise<Marks> {
    const file = new JsonFile(join(dataFolder, 'marks.json'), zMarks);
    const found = await file.read();
    const marks = new Marks(file, found ?? { installId: newId(), companies: {} });
    if (!found) await marks.flush();
    return marks;
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
