/** The files inside a PDF. The PDF may be a stranger's: it is read by the sandboxed worker that also shows PDFs. */
import { pdfLibrary } from './pdf-library.ts';

/** Rejects when the file cannot be read as a PDF. */
export async function pdfAttachments(
  pdf: Uint8Array,
): Promise<readonly { readonly name: string; readonly bytes: Uint8Array }[]> {
  const library = await pdfLibrary();
  const task = library.read(pdf);
  try {
    const document = await task.promise;
    const found = [...((await document.getAttachments()) ?? [])];
    const files = await Promise.all(
      found.map(async ([id, { filename, content }]) => ({
        name: filename,
        bytes: content ?? (await document.getAttachmentContent(id)),
      })),
    );
    return files.flatMap(({ name, bytes }) => (bytes ? [{ name, bytes }] : []));
  } finally {
    await task.destroy();
  }
}
