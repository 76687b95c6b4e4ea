/** What this computer or its folder makes risky, said once a session until it is put away. */
import { Alert } from '@mantine/core';
import type { AppState, OpenCompany } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { useWindow } from './window-store.ts';

export function Warnings({ company, app }: { readonly company: OpenCompany; readonly app: AppState }) {
  const t = useText('shell');
  const dismissed = useWindow((state) => state.dismissed);
  return company.warnings
    .filter((warning) => !dismissed.includes(warning))
    .map((warning) => (
      <Alert
        key={warning}
        color="yellow"
        variant="light"
        radius={0}
        py={6}
        role="status"
        withCloseButton
        closeButtonLabel={t('warning.dismiss')}
        onClose={() => useWindow.setState({ dismissed: [...dismissed, warning] })}
      >
        {t(`warning.${warning}`, { folder: app.dataFolder })}
      </Alert>
    ));
}
