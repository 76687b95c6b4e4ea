/** Chooses a logo: PNG or JPEG, at most 2 MB, shown as it will be. */
import { Button, FileButton, Group, Image, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import type { AppError } from '../../../shared/errors/index.ts';
import { Newest } from '../data/newest.ts';
import { textOf, useText } from '../text/i18n.ts';
import { ErrorText } from './error-text.tsx';
import classes from './logo-field.module.css';
import { readLogoFile } from './read-logo-file.ts';

export interface LogoFieldProps {
  /** A logo is already kept, though its picture is not at hand here. */
  readonly kept?: boolean;
  readonly onChange: (bytes: Uint8Array | null) => void;
}

export function LogoField({ kept = false, onChange }: LogoFieldProps) {
  const t = useText('common');
  const [url, setUrl] = useState<string | null>(null);
  const [error, setError] = useState<AppError | null>(null);
  const [newest] = useState(() => new Newest());
  useEffect(
    () => () => {
      if (url) URL.revokeObjectURL(url);
    },
    [url],
  );
  const take = async (file: File | null): Promise<void> => {
    if (!file) return;
    const read = await newest.of(readLogoFile(file));
    if (read === null) return;
    setError(read.ok ? null : read.error);
    if (!read.ok) return;
    setUrl(URL.createObjectURL(file));
    onChange(read.value);
  };
  const remove = (): void => {
    newest.forget();
    setUrl(null);
    setError(null);
    onChange(null);
  };
  return (
    <div>
      <Text size="sm" fw={500} mb={4}>
        {t('logo')}
      </Text>
      <Group gap="sm">
        {url ? (
          <Image src={url} alt={textOf('common')('logo')} className={classes.logo ?? ''} fit="contain" />
        ) : null}
        {!url && kept && <Text size="sm">{t('logo.kept')}</Text>}
        <FileButton accept="image/png,image/jpeg" onChange={(file) => void take(file)}>
          {(props) => (
            <Button {...props} variant="default" size="xs">
              {url || kept ? t('logo.other') : t('logo.choose')}
            </Button>
          )}
        </FileButton>
        {(url || kept) && (
          <Button variant="subtle" size="xs" onClick={remove}>
            {t('logo.remove')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="var(--quiet)" mt={4}>
        {t('logo.help')}
      </Text>
      <ErrorText error={error} />
    </div>
  );
}
