/** The page as a whole: providers, and which of its faces the window shows. */
import { DirectionProvider, MantineProvider, useMantineColorScheme } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications } from '@mantine/notifications';
import { QueryClientProvider } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useRef } from 'react';
import { subscribe } from '../data/client.ts';
import { queryClient } from '../data/query-client.ts';
import { useSession } from '../data/session.ts';
import { useText } from '../text/i18n.ts';
import { usePlatform } from '../ui/keys.tsx';
import { theme, variablesOf } from '../ui/theme.ts';
import { Damaged } from './damaged.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { HintLayer } from './hint-layer.tsx';
import { useLanguage } from './language.ts';
import { startOver } from './navigation.ts';
import { styleNonce } from './nonce.ts';
import { Opening } from './opening.tsx';
import { Refused } from './refused.tsx';
import { resumeDraft } from './resume-draft.ts';
import { Shell } from './shell.tsx';
import { listenForKeys, runAction } from './shortcuts.ts';
import { Unreachable } from './unreachable.tsx';
import { UnderFileWarnings } from './warnings.tsx';
import { useWindow } from './window-store.ts';

/** Seen once in the life of most desktops: loaded when it is. */
const FirstRun = lazy(async () => ({
  default: (await import('../features/first-run/index.ts')).FirstRun,
}));

export function App() {
  return (
    <DirectionProvider>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        getStyleNonce={styleNonce}
        cssVariablesResolver={variablesOf}
      >
        <QueryClientProvider client={queryClient}>
          <Dialogs>
            <Notifications position="bottom-left" containerWidth={340} limit={4} />
            <ErrorBoundary name="window">
              <Faces />
            </ErrorBoundary>
            <HintLayer />
          </Dialogs>
        </QueryClientProvider>
      </MantineProvider>
    </DirectionProvider>
  );
}

function Dialogs({ children }: { readonly children: ReactNode }) {
  const t = useText('common');
  return (
    <ModalsProvider modalProps={{ closeButtonProps: { 'aria-label': t('close') } }}>
      {children}
    </ModalsProvider>
  );
}

function Faces() {
  const app = useSession((state) => state.app);
  const error = useSession((state) => state.error);
  const settingUp = useWindow((state) => state.settingUp);
  const language = useLanguage();
  const platform = usePlatform();
  const { setColorScheme } = useMantineColorScheme();
  const chosen = app?.settings.theme;
  const company = app?.company;
  const openId = company?.state === 'open' ? company.company.id : null;

  useEffect(() => {
    if (chosen) setColorScheme(chosen === 'system' ? 'auto' : chosen);
  }, [chosen, setColorScheme]);
  useEffect(() => listenForKeys(platform), [platform]);
  useEffect(() => subscribe((push) => (push.type === 'menu' ? runAction(push.action) : undefined)), []);
  const lastOpen = useRef<string | null>(null);
  useEffect(() => {
    // The same company again (its data was rebuilt, the folder came back): the clerk stands where she stood.
    if (openId === null || openId === lastOpen.current) return;
    lastOpen.current = openId;
    startOver();
    void resumeDraft(openId);
    useWindow.setState({ settingUp: false, dismissed: [] });
  }, [openId]);

  if (!app || !company) return error ? <Unreachable error={error} /> : null;
  if (company.state === 'opening') return <Opening company={company} />;
  if (settingUp || company.state === 'none') {
    return (
      <Suspense>
        <UnderFileWarnings app={app}>
          <FirstRun
            app={app}
            {...(settingUp && company.state !== 'none'
              ? { onCancel: () => useWindow.setState({ settingUp: false }) }
              : {})}
          />
        </UnderFileWarnings>
      </Suspense>
    );
  }
  if (company.state === 'damaged' || company.state === 'refused') {
    return (
      <UnderFileWarnings app={app}>
        {company.state === 'damaged' ? (
          <Damaged company={company} app={app} />
        ) : (
          <Refused company={company} app={app} />
        )}
      </UnderFileWarnings>
    );
  }
  return language === null ? null : (
    <Shell key={`${language} ${company.company.id}`} company={company} app={app} />
  );
}
