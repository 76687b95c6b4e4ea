/** A file of rows that was chosen, read unless it is too large to be meant. */

/** The longest file that is read, in bytes: far more than a commit holds of it. */
const MOST_BYTES = 8_000_000;

/** The text of the file; `null` for one that is too large, which is not read. */
export const readCsvFile = async (file: Pick<File, 'size' | 'text'>): Promise<string | null> =>
  file.size > MOST_BYTES ? null : file.text();
