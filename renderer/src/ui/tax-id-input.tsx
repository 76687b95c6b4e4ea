/** The number under which somebody is taxed; one that its country could not have given is said, and stays as it was typed. */
import { TextInput, type TextInputProps } from '@mantine/core';
import { useState } from 'react';
import { isWrongGstin } from '../../../shared/domain/gstin.ts';
import { useText } from '../text/i18n.ts';

export interface TaxIdInputProps extends TextInputProps {
  readonly country: string;
  /** What stands in the field, also where it is not controlled. */
  readonly typed: string;
}

export function TaxIdInput({ country, typed, error, onFocus, onBlur, ...rest }: TaxIdInputProps) {
  const t = useText('common');
  const [isTyping, setTyping] = useState(false);
  const isWrong = !isTyping && isWrongGstin(country, typed);
  return (
    <TextInput
      {...rest}
      maxLength={40}
      error={error ?? (isWrong ? t('gstin-wrong') : undefined)}
      onFocus={(event) => {
        setTyping(true);
        onFocus?.(event);
      }}
      onBlur={(event) => {
        setTyping(false);
        onBlur?.(event);
      }}
    />
  );
}
