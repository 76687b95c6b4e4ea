import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT } from '../../build/paths.mjs';

interface Target {
  readonly target: string;
}

interface Configuration {
  readonly electronVersion: string;
  readonly electronFuses: Readonly<Record<string, boolean>>;
  readonly extraFiles: readonly string[];
  readonly win: { readonly target: readonly Target[]; readonly icon: string };
  readonly mac: { readonly target: readonly Target[]; readonly icon: string; readonly entitlements: string };
  readonly linux: { readonly target: readonly Target[]; readonly icon: string };
}

const text = readFileSync(join(ROOT, 'electron-builder.yml'), 'utf8');
const configuration = parse(text) as Configuration;

/** electron-builder's own schema. */
function validator() {
  const builder = createRequire(createRequire(join(ROOT, 'package.json')).resolve('electron-builder'));
  const schema = JSON.parse(readFileSync(builder.resolve('app-builder-lib/scheme.json'), 'utf8'));
  return new Ajv({ strict: false, allErrors: true }).compile(schema);
}

const targets = (list: readonly Target[]) => list.map(({ target }) => target).sort();

describe('electron-builder.yml', () => {
  it("holds to electron-builder's own schema", () => {
    const validate = validator();
    expect(validate(configuration), JSON.stringify(validate.errors)).toBe(true);
  });

  it('is refused by that schema when a key is wrong', () => {
    expect(validator()({ ...configuration, nsis: { oneKlick: true } })).toBe(false);
  });

  it('names every kind of installer that we promise', () => {
    expect(targets(configuration.win.target)).toEqual(['nsis', 'portable']);
    expect(targets(configuration.mac.target)).toEqual(['dmg', 'zip']);
    expect(targets(configuration.linux.target)).toEqual(['AppImage', 'deb']);
  });

  it('ships the Electron that package.json pins', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
    expect(configuration.electronVersion).toBe(manifest.devDependencies.electron);
  });

  it('names only files that are there', () => {
    const { win, mac, linux, extraFiles } = configuration;
    const resources = [win.icon, mac.icon, linux.icon].map((icon) => join('build', 'resources', icon));
    for (const file of [...resources, mac.entitlements, ...extraFiles]) {
      expect(existsSync(join(ROOT, file)), file).toBe(true);
    }
  });

  it('closes every fuse through which the packaged program could be made to run something else', () => {
    expect(configuration.electronFuses).toEqual({
      runAsNode: false,
      enableCookieEncryption: true,
      enableNodeOptionsEnvironmentVariable: false,
      enableNodeCliInspectArguments: false,
      enableEmbeddedAsarIntegrityValidation: true,
      onlyLoadAppFromAsar: true,
      loadBrowserProcessSpecificV8Snapshot: false,
      grantFileProtocolExtraPrivileges: false,
    });
  });
});
