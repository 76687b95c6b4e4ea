/** Which companies this desktop has, each in a folder of its own under `companies/`. The list can be lost: folders are the truth. */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { zCompanyEntry } from '../../shared/contract/app.ts';
import type { StorageError } from '../../shared/errors/index.ts';
import { zId } from '../../shared/events/primitives.ts';
import { z } from '../../shared/events/zod.ts';
import { JsonFile } from './json-file.ts';

/** Entries are judged one by one: one that is not understood spoils no other, and is written back as it was. */
const zList = z.array(z.unknown());
export type CompanyEntry = z.output<typeof zCompanyEntry>;

export class CompanyList {
  private readonly folder: string;
  private readonly file: JsonFile<typeof zList>;
  private entries: CompanyEntry[] = [];
  private foreign: unknown[] = [];
  private unread: StorageError | null = null;

  constructor(dataFolder: string) {
    this.folder = join(dataFolder, 'companies');
    this.file = new JsonFile(join(dataFolder, 'companies.json'), zList);
  }

  /** Reads the list and adds folders that it does not name, such as a restored one. */
  async load(): Promise<void> {
    const read = await this.file.load();
    this.unread = read.ok ? null : read.error;
    const lines = read.ok && read.value.state === 'read' ? read.value.value : [];
    const judged = lines.map((line) => ({ line, entry: zCompanyEntry.safeParse(line).data }));
    const listed = judged.flatMap(({ entry }) => entry ?? []);
    this.foreign = judged.filter(({ entry }) => !entry).map(({ line }) => line);
    const folders = new Set(
      (await readdir(this.folder).catch(() => [] as string[])).filter((name) => zId.safeParse(name).success),
    );
    const known = listed.filter(({ id }) => folders.has(id));
    const unknown = [...folders].filter((id) => !known.some((entry) => entry.id === id));
    this.entries = [...known, ...unknown.map((id) => ({ id, name: id.slice(0, 8), demo: false, opened: 0 }))];
  }

  folderOf(id: string): string {
    return join(this.folder, id);
  }

  /** Last opened first. */
  all(): CompanyEntry[] {
    return [...this.entries].sort((a, b) => b.opened - a.opened);
  }

  find(id: string): CompanyEntry | undefined {
    return this.entries.find((entry) => entry.id === id);
  }

  /** Written down, unless the list that lies there cannot be read: then it holds until the program ends. */
  async put(entry: CompanyEntry): Promise<void> {
    if (this.unread) await this.load();
    this.entries = [...this.entries.filter(({ id }) => id !== entry.id), entry];
    await this.file.write([...this.entries, ...this.foreign]);
  }
}
