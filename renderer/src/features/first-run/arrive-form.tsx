/** A company that was closed on another computer goes on here (DV3): the code of this computer, then the file from there. */
import { Button, CopyButton, Group, Text, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { OutputOf } from '../../../../shared/contract/contract.ts';
import { Tasks } from '../../app/tasks.tsx';
import { useCommand } from '../../data/use-command.ts';
import { formatInstant } from '../../text/format.ts';
import { useText } from '../../text/i18n.ts';
import { ErrorText } from '../../ui/error-text.tsx';
import classes from './first-run.module.css';

type Chosen = NonNullable<OutputOf<'moving.choose'>['file']>;

export function ArriveForm({ onBack }: { readonly onBack: () => void }) {
  const t = useText('moving');
  const ask = useCommand('moving.code');
  const choose = useCommand('moving.choose');
  const [code, setCode] = useState('');
  const [file, setFile] = useState<Chosen | null>(null);
  const { run } = ask;
  useEffect(() => {
    void run({}).then((reply) => reply.ok && setCode(reply.value.code));
  }, [run]);
  const chooseFile = async (): Promise<void> => {
    const reply = await choose.run({});
    if (reply.ok && reply.value.file) setFile(reply.value.file);
    if (!reply.ok) setFile(null);
  };
  return (
    <main className={classes.screen}>
      <div className={classes.form}>
        <Title order={1}>{t('arrive.title')}</Title>
        <Text c="var(--quiet)" mb="lg">
          {t('arrive.text')}
        </Text>
        <section className={classes.card}>
          <Title order={2} size="h4">
            {t('arrive.code')}
          </Title>
          <output className={classes.moveCode}>{code}</output>
          <Text size="sm">{t('arrive.code-text')}</Text>
          <CopyButton value={code}>
            {({ copied, copy }) => (
              <Button size="compact-sm" variant="subtle" mt="xs" disabled={code === ''} onClick={copy}>
                {t(copied ? 'arrive.copied' : 'arrive.copy')}
              </Button>
            )}
          </CopyButton>
          <ErrorText error={ask.error} />
        </section>
        <section className={classes.card}>
          <Text size="sm" mb="sm">
            {t('arrive.file')}
          </Text>
          <Button
            variant={file && file.brings !== 'here' ? 'default' : 'filled'}
            autoFocus
            loading={choose.pending}
            onClick={() => void chooseFile()}
          >
            {t('arrive.choose')}
          </Button>
          <ErrorText error={choose.error} />
          {file && <Brought key={`${file.name} ${file.at}`} file={file} />}
        </section>
        <Group gap="xs">
          <Button variant="default" onClick={onBack}>
            {t('arrive.back')}
          </Button>
        </Group>
      </div>
    </main>
  );
}

/** What the chosen file brings, and the way to take it. */
function Brought({ file }: { readonly file: Chosen }) {
  const t = useText('moving');
  const take = useCommand('moving.takeOver');
  const { name, at, brings } = file;
  return (
    <div role="status">
      <Text size="sm" my="sm">
        {t(`brings.${brings}`, { name, when: formatInstant(at) })}
      </Text>
      {brings !== 'here' && (
        <Button
          ref={(button) => button?.focus()}
          variant={brings === 'moved' ? 'filled' : 'default'}
          loading={take.pending}
          onClick={() => void take.run({ as: brings })}
        >
          {t(`take.${brings}`)}
        </Button>
      )}
      {take.pending && <Tasks />}
      <ErrorText error={take.error} />
    </div>
  );
}
