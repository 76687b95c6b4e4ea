/** A desktop without the key to what came: it waits for one, or a person types the recovery code (DV5). */
import { Button, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useCommand } from '../../../data/use-command.ts';
import { useText } from '../../../text/i18n.ts';
import { ErrorText } from '../../../ui/error-text.tsx';
import classes from '../settings.module.css';

export function RecoverForm() {
  const t = useText('sync');
  const recover = useCommand('sync.recover');
  const [code, setCode] = useState('');
  return (
    <form
      className={classes.section}
      onSubmit={(event) => {
        event.preventDefault();
        void recover.run({ code });
      }}
    >
      <Text size="sm" maw={560} mb="sm">
        {t('seal.recover-text')}
      </Text>
      <TextInput
        label={t('join.recovery-code')}
        maxLength={60}
        spellCheck={false}
        value={code}
        onChange={(event) => setCode(event.currentTarget.value)}
      />
      <ErrorText error={recover.error} />
      <Button type="submit" mt="sm" loading={recover.pending} disabled={code.trim() === ''}>
        {t('seal.recover')}
      </Button>
    </form>
  );
}
