/** What this computer, its folder or its files make risky, said until it is put away. */
import { CloseButton } from '@mantine/core';
import type { ReactNode } from 'react';
import { noteFor, recall } from '../data/lists.ts';
import type { AppState, OpenCompany } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import classes from './warnings.module.css';
import { useWindow } from './window-store.ts';

/** These stay as they are: once read, they are not said again on this computer. The others may come back any day. */
const LASTING: readonly string[] = ['key-in-file', 'cloud-folder'];
const READ = 'warnings.read';
/** Files that are named; more are only hinted at. */
const NAMED = 3;

export function Warnings({ company, app }: { readonly company: OpenCompany; readonly app: AppState }) {
  const t = useText('shell');
  return (
    <>
      {company.warnings.map((warning) => (
        <Warning key={warning} name={warning} text={t(`warning.${warning}`, { folder: app.dataFolder })} />
      ))}
      <FileWarnings app={app} />
    </>
  );
}

/** A face of the window without a company, below what is wrong with this computer's files. */
export function UnderFileWarnings({
  app,
  children,
}: {
  readonly app: AppState;
  readonly children: ReactNode;
}) {
  return (
    <div className={classes.under}>
      <FileWarnings app={app} />
      <div className={classes.face}>{children}</div>
    </div>
  );
}

/** Small files of this computer that were damaged or cannot be read. */
function FileWarnings({ app }: { readonly app: AppState }) {
  const t = useText('shell');
  return app.troubles.map(({ file, state, paths }) => {
    const named = paths.slice(0, NAMED).join(', ');
    const more = paths.length > NAMED ? ', …' : '';
    return (
      <Warning
        key={`${file}-${state}`}
        // One that comes after this was put away is said again.
        name={`${file}-${state} ${paths.join()}`}
        text={t(`warning.${file}-${state}`, { folder: app.dataFolder, paths: `${named}${more}` })}
      />
    );
  });
}

function Warning({ name, text }: { readonly name: string; readonly text: string }) {
  const t = useText('shell');
  const dismissed = useWindow((state) => state.dismissed);
  const read = recall<string[]>(READ) ?? [];
  if (dismissed.includes(name) || read.includes(name)) return null;
  const putAway = (): void => {
    useWindow.setState({ dismissed: [...dismissed, name] });
    if (LASTING.includes(name)) noteFor(READ, [...read, name]);
  };
  return (
    <div className={classes.warning} role="status">
      <span>{text}</span>
      <CloseButton size="xs" aria-label={t('warning.dismiss')} onClick={putAway} />
    </div>
  );
}
