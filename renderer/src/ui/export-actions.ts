/** The commands that write a list or its papers to a file; where to, main asks. */
import type { InputOf } from '../../../shared/contract/contract.ts';
import type { Action } from '../app/shortcuts.ts';
import { invoke } from '../data/client.ts';
import { newId } from '../data/ids.ts';
import { textOf } from '../text/i18n.ts';
import { notifyDone, notifyError } from './notify.ts';

type Selection = InputOf<'lists.export'>['what'];
type Format = InputOf<'lists.export'>['format'];
type DocumentSet = InputOf<'documents.exportZip'>['documents'];

const FORMATS = ['xlsx', 'csv', 'pdf'] as const satisfies readonly Format[];

async function exportList(what: Selection, format: Format): Promise<void> {
  const reply = await invoke('lists.export', { commandId: newId(), what, format });
  if (!reply.ok) notifyError(reply.error);
  else if (reply.value.saved) notifyDone(textOf('common')('export.done', { count: reply.value.rows }));
}

/** What the screen shows, whole, in each format. */
export function exportActions(what: Selection, enabled = true): Action[] {
  const t = textOf('common');
  return FORMATS.map((format) => ({
    id: `lists.export-${format}`,
    label: t(`export.${format}`),
    ...(format === 'xlsx' ? { keys: 'Mod+E' } : {}),
    group: 'here',
    enabled,
    run: () => void exportList(what, format),
  }));
}

/** Another list beside the one that the screen shows, by its name: no keys. */
export const alsoExport = (what: Selection, name: string): Action[] =>
  FORMATS.map((format) => ({
    id: `lists.export-${what.list}-${format}`,
    label: textOf('common')(`export.also-${format}`, { name }),
    group: 'here',
    run: () => void exportList(what, format),
  }));

/** The papers of a list, or of the documents that were chosen in it. */
export function zipAction(documents: DocumentSet): Action {
  const t = textOf('common');
  const isChosen = Array.isArray(documents);
  return {
    id: 'documents.export-zip',
    label: isChosen ? t('export.zip-chosen', { count: documents.length }) : t('export.zip-all'),
    group: 'here',
    enabled: !isChosen || documents.length > 0,
    run: async () => {
      const reply = await invoke('documents.exportZip', { commandId: newId(), documents });
      if (!reply.ok) return notifyError(reply.error);
      const { saved, count, missing } = reply.value;
      if (!saved) return;
      if (missing === 0) notifyDone(t('export.zip-done', { count }));
      else notifyDone(t('export.zip-missing', { count, missing }));
    },
  };
}
