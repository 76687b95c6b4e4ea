/** What can be done with a company that does not stand open: try again, see its folder, choose another. */
import { Button, Group } from '@mantine/core';
import { useCommand } from '../data/use-command.ts';
import { useText } from '../text/i18n.ts';
import { ErrorText } from '../ui/error-text.tsx';
import { useWindow } from './window-store.ts';

export function WaysOut({ id, again }: { readonly id: string; readonly again: string }) {
  const t = useText('shell');
  const open = useCommand('companies.open');
  const close = useCommand('companies.close');
  const show = useCommand('companies.showFolder');
  return (
    <>
      <Group mt="lg" gap="xs">
        <Button loading={open.pending} onClick={() => void open.run({ id })} autoFocus>
          {again}
        </Button>
        <Button variant="default" onClick={() => void show.run({})}>
          {t('folder.show')}
        </Button>
        <Button
          variant="default"
          onClick={() => void close.run({}).then(() => useWindow.setState({ settingUp: false }))}
        >
          {t('refused.other')}
        </Button>
      </Group>
      <ErrorText error={open.error ?? show.error ?? close.error} />
    </>
  );
}
