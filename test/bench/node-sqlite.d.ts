/** The part of Node's own SQLite that the benchmark uses; the types of Node 20, which the main process is held to, lack it. */
declare module 'node:sqlite' {
  interface StatementSync {
    run(...values: readonly (string | number)[]): { lastInsertRowid: number };
    all(...values: readonly (string | number)[]): unknown[];
  }
  export class DatabaseSync {
    constructor(path: string);
    exec(sql: string): void;
    prepare(sql: string): StatementSync;
    close(): void;
  }
}
