/**
 * The small files of this desktop that were found damaged, and are kept under another name, or that cannot be read, and are left
 * as they are. Somebody has to know: each is named in the log once, and in the window until the program ends or it can be read.
 */
import { dirname, join, relative, sep } from 'node:path';
import type { FileTroubles } from '../../shared/contract/app.ts';
import { type FileNews, watchSmallFiles } from '../journal/atomic-file.ts';
import type { Log } from '../ports.ts';

type Trouble = FileTroubles[number];

/** What a file is, by its path in the data folder. Others, such as the window's place, are named in the log alone. */
const KINDS: readonly (readonly [RegExp, Trouble['file']])[] = [
  [/^companies\.json$/, 'companies'],
  [/^settings\.json$/, 'settings'],
  [/^marks\.json$/, 'marks'],
  [/^companies\/[^/]+\/drafts(\/|$)/, 'drafts'],
  [/^companies\/[^/]+\/keys\/ring\.json$/, 'sealing'],
  [/^companies\/[^/]+\/keys\/personal(\/|$)/, 'personal'],
  [/^keys\/mail-|^mail\//, 'mail'],
  [/^keys\//, 'secrets'],
  [/^sync\//, 'sync'],
  [/^outbox(\/|$)/, 'outbox'],
  [/^prints\//, 'prints'],
  [/^hub\//, 'hub'],
];

export class TroubledFiles {
  private readonly folder: string;
  private readonly log: Log;
  private readonly onChanged: (all: FileTroubles) => void;
  private readonly stop: () => void;
  /** Paths in the data folder that cannot be read now. */
  private readonly unread = new Set<string>();
  /** Where those lie that were set aside, by the path at which they were found. */
  private readonly aside: { readonly path: string; readonly kept: string }[] = [];

  constructor(dataFolder: string, log: Log, onChanged: (all: FileTroubles) => void) {
    this.folder = dataFolder;
    this.log = log;
    this.onChanged = onChanged;
    this.stop = watchSmallFiles((news) => this.heard(news));
  }

  /** One entry a kind of file and state, with every path. */
  get all(): FileTroubles {
    const troubles: Trouble[] = [];
    for (const [, file] of KINDS) {
      const damaged = this.aside.filter(({ path }) => kindOf(path) === file).map(({ kept }) => kept);
      const unread = [...this.unread].filter((path) => kindOf(path) === file);
      if (damaged.length > 0) troubles.push({ file, state: 'damaged', paths: damaged });
      if (unread.length > 0) troubles.push({ file, state: 'unreadable', paths: unread });
    }
    return troubles;
  }

  close(): void {
    this.stop();
  }

  private heard(news: FileNews): void {
    const path = relative(this.folder, news.path).split(sep).join('/');
    if (path.startsWith('..')) return;
    if (news.found === 'damaged') {
      const kept = join(dirname(path), news.setAside).split(sep).join('/');
      this.aside.push({ path, kept });
      this.log.warn(`${path} was damaged and is kept as ${kept}`);
    } else if (news.found === 'unreadable') {
      if (this.unread.has(path)) return;
      this.unread.add(path);
      this.log.warn(`${path} could not be read and is left as it is: ${news.error.reason}`);
    } else if (!this.unread.delete(path)) return;
    this.onChanged(this.all);
  }
}

const kindOf = (path: string): Trouble['file'] | undefined => KINDS.find(([form]) => form.test(path))?.[1];
