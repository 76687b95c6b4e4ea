/** What this computer or its folder makes risky, said until it is put away. */
import { CloseButton } from '@mantine/core';
import { noteFor, recall } from '../data/lists.ts';
import type { AppState, OpenCompany } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import classes from './warnings.module.css';
import { useWindow } from './window-store.ts';

/** These stay as they are: once read, they are not said again on this computer. The others may come back any day. */
const LASTING: readonly string[] = ['key-in-file', 'cloud-folder'];
const READ = 'warnings.read';

export function Warnings({ company, app }: { readonly company: OpenCompany; readonly app: AppState }) {
  const t = useText('shell');
  const dismissed = useWindow((state) => state.dismissed);
  const read = recall<string[]>(READ) ?? [];
  const putAway = (warning: string): void => {
    useWindow.setState({ dismissed: [...dismissed, warning] });
    if (LASTING.includes(warning)) noteFor(READ, [...read, warning]);
  };
  const ofFiles = app.troubles.map(({ file, setAside }) => ({
    warning: `${file}-${setAside === null ? 'unreadable' : 'damaged'}` as const,
    setAside,
  }));
  return [...company.warnings.map((warning) => ({ warning, setAside: null })), ...ofFiles]
    .filter(({ warning }) => !dismissed.includes(warning) && !read.includes(warning))
    .map(({ warning, setAside }) => (
      <div key={warning} className={classes.warning} role="status">
        <span>{t(`warning.${warning}`, { folder: app.dataFolder, setAside: setAside ?? '' })}</span>
        <CloseButton size="xs" aria-label={t('warning.dismiss')} onClick={() => putAway(warning)} />
      </div>
    ));
}
