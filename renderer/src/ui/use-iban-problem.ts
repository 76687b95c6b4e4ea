/** Words beside a field of several lines in which an IBAN was mistyped; nothing is refused for it: the lines are free text. */
import { hasWrongIban } from '../../../shared/domain/bank-account.ts';
import { useText } from '../text/i18n.ts';

export function useIbanProblem(): (lines: readonly string[]) => string | undefined {
  const t = useText('common');
  return (lines) => (hasWrongIban(lines) ? t('iban-mistyped') : undefined);
}
