/** Settings of this desktop: `settings.json`, whole or not at all; a damaged file is set aside and the usual ones hold. */
import { join } from 'node:path';
import { type Settings, zSettings } from '../../shared/contract/app.ts';
import type { AppError, Result } from '../../shared/errors/index.ts';
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

  constructor(dataFolder: string) {
    this.file = new JsonFile(join(dataFolder, 'settings.json'), zSettings);
  }

  async load(): Promise<void> {
    this.present = (await this.file.read()) ?? USUAL_SETTINGS;
  }

  get current(): Settings {
    return this.present;
  }

  /** Changes some settings; durable when it answers. Members that are `undefined` stay as they are. */
  async change(
    changes: { readonly [Name in keyof Settings]?: Settings[Name] | undefined },
  ): Promise<Result<Settings, AppError>> {
    const given = Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined));
    this.present = { ...this.present, ...given };
    const written = await this.file.write(this.present);
    return written.ok ? { ok: true, value: this.present } : written;
  }
}
