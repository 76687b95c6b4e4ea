/** Puts language, locale and direction of writing into effect. */
import { useEffect, useRef, useState } from 'react';
import { queryClient } from '../data/query-client.ts';
import { useSession } from '../data/session.ts';
import { useBooks } from '../data/use-books.ts';
import { setFormatLocale } from '../text/format.ts';
import { i18n, languageFor, localeFor } from '../text/i18n.ts';

/**
 * Follows settings, system and the open company's country. Answers a name of language and locale that changes with them
 * (the screens are built anew under it), or `null` while it is not known.
 */
export function useLanguage(): string | null {
  const app = useSession((state) => state.app);
  const open = app?.company.state === 'open';
  const company = useBooks('company.get', {}, { enabled: open });
  const known = app !== null && (!open || company.data !== undefined || company.error !== null);
  const language = languageFor(
    app?.settings.language ?? null,
    app?.locale ?? 'en',
    company.data?.fields.profile ?? null,
  );
  const locale = localeFor(language, app?.locale ?? 'en');
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
      setReady(`${language} ${locale}`);
    });
  }, [known, language, locale]);
  return ready;
}
