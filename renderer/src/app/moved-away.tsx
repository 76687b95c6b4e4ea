/** The company has moved to another computer, or is about to (DV3): that this copy is to be read, and what can be done with it. */
import { Button, Group } from '@mantine/core';
import type { OpenCompany } from '../data/session.ts';
import { useCommand } from '../data/use-command.ts';
import { formatInstant } from '../text/format.ts';
import { useText } from '../text/i18n.ts';
import { confirm } from '../ui/confirm.tsx';
import { notifyDone, notifyError } from '../ui/notify.ts';
import classes from './warnings.module.css';

export function MovedAway({ company }: { readonly company: OpenCompany }) {
  const t = useText('moving');
  const write = useCommand('moving.write');
  const takeBack = useCommand('moving.takeBack');
  const anew = useCommand('moving.goOnAnew');
  const { moved } = company;
  if (!moved) return null;
  const left = moved.since !== null;
  // The company is opened again by each of these, so what went wrong is said beside the window's other messages.
  const writeFile = async (): Promise<void> => {
    const reply = await write.run({});
    if (!reply.ok) notifyError(reply.error);
    else if (reply.value.written) notifyDone(t('written'));
  };
  const takeItBack = async (): Promise<void> => {
    const reply = await takeBack.run({});
    if (reply.ok) notifyDone(t('taken-back'));
    else notifyError(reply.error);
  };
  const goOn = async (): Promise<void> => {
    const { title, text, yes, no } = {
      title: t('anew.title'),
      text: t('anew.text'),
      yes: t('anew.yes'),
      no: t('anew.no'),
    };
    if (!(await confirm({ title, text, yes, no, danger: true }))) return;
    const reply = await anew.run({});
    if (!reply.ok) notifyError(reply.error);
  };
  const pending = write.pending || takeBack.pending || anew.pending;
  return (
    <div className={classes.moved} role="status">
      <span>{moved.since === null ? t('unfinished') : t('away', { when: formatInstant(moved.since) })}</span>
      {moved.mayDecide && (
        <Group gap="xs" wrap="nowrap">
          <Button size="compact-sm" variant="default" disabled={pending} onClick={() => void writeFile()}>
            {t(left ? 'write-again' : 'write-now')}
          </Button>
          <Button
            size="compact-sm"
            variant="default"
            disabled={pending}
            onClick={() => void (left ? goOn() : takeItBack())}
          >
            {t(left ? 'anew' : 'take-back')}
          </Button>
        </Group>
      )}
    </div>
  );
}
