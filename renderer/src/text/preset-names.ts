/**
 * Names that a new company's lists begin with, in the language of the screen while nobody has changed them. What stands
 * in the record and on paper stays as it is.
 */
import { presetIn } from '../../../shared/domain/preset-texts.ts';
import { i18n } from './i18n.ts';

/** A preset's name in the language of the screen; any other name as it is. */
export function presetName(name: string): string {
  return presetIn(name, i18n.language);
}

/** Records of the small lists with their presets' names in the language of the screen. */
export function withPresetNames<Row extends { readonly fields: { readonly name: string } }>(
  rows: readonly Row[],
): Row[] {
  return rows.map((row) => {
    const name = presetName(row.fields.name);
    return name === row.fields.name ? row : { ...row, fields: { ...row.fields, name } };
  });
}
