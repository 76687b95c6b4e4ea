/** Prints what knip found, and how many files it analysed, as one line of JSON for `dead-code.mjs`. */

/** @param {Pick<import('knip').ReporterOptions, 'issues' | 'counters'>} options */
export default function report({ issues, counters }) {
  const problems = Object.entries(issues).flatMap(([kind, files]) =>
    Object.values(files).flatMap((issue) =>
      Object.values(issue).map(({ filePath, symbol, line }) => ({ kind, filePath, symbol, line })),
    ),
  );
  console.log(JSON.stringify({ analysed: counters.processed, problems }));
}
