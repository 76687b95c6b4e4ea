/** Histories that failed once: written down when they fail, and tried first by every run from then on. */
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from '../property.ts';
import { type History, historyOf, type Recipe } from './history.ts';

const CASES = join(import.meta.dirname, 'cases');

/** The kept cases by the names of their files. */
export function keptCases(): readonly { readonly name: string; readonly history: History }[] {
  return readdirSync(CASES)
    .filter((name) => name.endsWith('.json'))
    .map((name) => ({
      name,
      history: historyOf(JSON.parse(readFileSync(join(CASES, name), 'utf8')) as Recipe),
    }));
}

/** A reporter for `fc.assert`: keeps the smallest history that fails, then fails as usual. */
export function keepFailing<Values extends readonly [History, ...unknown[]]>(
  details: fc.RunDetails<Values>,
): void {
  const recipe = details.failed ? details.counterexample?.[0].recipe : undefined;
  if (recipe) {
    const text = `${JSON.stringify(recipe)}\n`;
    const name = `${createHash('sha256').update(text).digest('hex').slice(0, 12)}.json`;
    mkdirSync(CASES, { recursive: true });
    writeFileSync(join(CASES, name), text);
    console.error(`the history that failed is kept as test/convergence/cases/${name}`);
  }
  const said = fc.defaultReportMessage(details as unknown as fc.RunDetails<never>);
  if (said !== undefined) throw new Error(said);
}
