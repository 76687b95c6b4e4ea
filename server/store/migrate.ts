/** Brings a database to the present schema (SV1), step by step, each in a transaction of its own. */
import type { Sql } from './database.ts';
import { MIGRATIONS, SETTING_TABLE } from './schema.ts';

/** @throws Error when a newer program has written the database. */
export async function migrate(transaction: <T>(work: (sql: Sql) => Promise<T>) => Promise<T>): Promise<void> {
  await transaction((sql) => sql.query(SETTING_TABLE));
  for (const [index, statements] of MIGRATIONS.entries()) {
    await transaction(async (sql) => {
      // Two servers may start at once: the second waits here and finds the step done.
      await sql.query(
        "INSERT INTO setting (name, value) VALUES ('schema', '0') ON CONFLICT (name) DO NOTHING",
      );
      const [row] = await sql.query<{ value: string }>(
        "SELECT value FROM setting WHERE name = 'schema' FOR UPDATE",
      );
      const version = Number(row?.value);
      if (version > MIGRATIONS.length)
        throw new Error(`the database has schema ${version}; this program knows ${MIGRATIONS.length}`);
      if (version > index) return;
      for (const statement of statements) await sql.query(statement);
      await sql.query("UPDATE setting SET value = $1 WHERE name = 'schema'", [String(index + 1)]);
    });
  }
}
