/** Puts language, locale and direction of writing into effect. */
import { useEffect, useRef, useState } from 'react';
import { queryClient } from '../data/query-client.ts';
import { useSession } from '../data/session.ts';
import { setFormatLocale } from '../text/format.ts';
import { i18n, languageFor, localeFor } from '../text/i18n.ts';

/**
 * Follows settings, system and the open company's country. Answers a name of language and locale that changes with them
 * (the screens are built anew under it), or `null` while it is not known.
 */
export function useLanguage(): string | null {
  const app = useSession((state) => state.app);
  const known = app !== null;
  const profile = app?.company.state === 'open' ? app.company.profile : null;
  const language = languageFor(app?.settings.language ?? null, app?.locale ?? 'en', profile);
  const locale = localeFor(language, app?.locale ?? 'en');
  const wanted = `${language} ${locale}`;
  const wasReady = useRef(false);
  const [ready, setReady] = useState<string | null>(null);
  useEffect(() => {
    if (!known) return;
    setFormatLocale(locale);
    document.documentElement.lang = language;
    void i18n.changeLanguage(language).then(() => {
      // Answers hold names in the language that they were asked in.
      if (wasReady.current) void queryClient.invalidateQueries();
      wasReady.current = true;
      setReady(wanted);
    });
  }, [known, language, locale, wanted]);
  // Screens in the words of before would only be built to be thrown away.
  return ready === wanted ? ready : null;
}
