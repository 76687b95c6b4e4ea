/** Settings of this desktop: `settings.json`, whole or not at all; a damaged file is set aside and the usual ones hold. One that cannot be read stays. */
import { join } from 'node:path';
import { type Settings, zSettings } from '../../shared/contract/app.ts';
import { type AppError, err, type Result, type StorageError } from '../../shared/errors/index.ts';
import { JsonFile } from './json-file.ts';

export const USUAL_SETTINGS: Settings = {
  theme: 'system',
  language: null,
  printing: {},
  updateFeed: '',
  lists: {},
};

export class SettingsFile {
  private readonly file: JsonFile<typeof zSettings>;
  private present: Settings = USUAL_SETTINGS;
  private unread: StorageError | null = null;

  constructor(dataFolder: string) {
    this.file = new JsonFile(join(dataFolder, 'settings.json'), zSettings);
  }

  async load(): Promise<void> {
    const read = await this.file.load();
    this.unread = read.ok ? null : read.error;
    this.present = read.ok && read.value.state === 'read' ? read.value.value : USUAL_SETTINGS;
  }

  get current(): Settings {
    return this.present;
  }

  /** Changes some settings; durable when it answers. Members that are `undefined` stay as they are. Nothing changes while the file cannot be read. */
  async change(
    changes: { readonly [Name in keyof Settings]?: Settings[Name] | undefined },
  ): Promise<Result<Settings, AppError>> {
    if (this.unread) await this.load();
    if (this.unread) return err(this.unread);
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.present = { ...this.present, ...given };
    const written = await this.file.write(this.present);
    return written.ok ? { ok: true, value: this.present } : written;
  }
}
