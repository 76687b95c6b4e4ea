/** Texts of mails with placeholders: `{number}` stands for the document's number. Pure; what stands for what, the caller says. */

/** What a template may name. Values are text as the document writes it, in its language and formats. */
export const PLACEHOLDERS = [
  'document',
  'number',
  'date',
  'due',
  'total',
  'order',
  'customer',
  'contact',
  'company',
  'sender',
] as const;

export type Placeholder = (typeof PLACEHOLDERS)[number];
export type PlaceholderValues = Readonly<Record<Placeholder, string>>;

export interface MailTemplate {
  /** One line. */
  readonly subject: string;
  readonly text: string;
}

/** Templates that an office wrote itself, by `templateKey`; the usual ones hold where there is none. */
export type MailTemplates = Readonly<Record<string, MailTemplate>>;

const PLACEHOLDER = /\{([^{}\n]*)\}/g;
const isPlaceholder = (name: string): name is Placeholder =>
  (PLACEHOLDERS as readonly string[]).includes(name);

/** The text with every placeholder filled in; what is none stays as it stands. Values are not read for placeholders again. */
export function fillTemplate(text: string, values: PlaceholderValues): string {
  return text.replace(PLACEHOLDER, (whole, name: string) => (isPlaceholder(name) ? values[name] : whole));
}

/** Names in braces that stand for nothing, each once: most likely misspelt. */
export function unknownPlaceholders(text: string): string[] {
  const names = [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
  return [...new Set(names.filter((name) => !isPlaceholder(name)))];
}

/** Key of the template of a kind of document (`invoice`, `creditNote` …) in a language. */
export const templateKey = (kind: string, language: string): string => `${kind}.${language}`;

type Usual = { readonly invoice: MailTemplate; readonly other: MailTemplate };

const USUAL_ENGLISH: Usual = {
  invoice: {
    subject: '{document} {number} from {company}',
    text: 'Dear {contact},\n\nPlease find attached our {document} {number} dated {date} for {total}, due on {due}.\n\nThank you for your business.\n\nKind regards\n{sender}\n',
  },
  other: {
    subject: '{document} {number} from {company}',
    text: 'Dear {contact},\n\nPlease find attached our {document} {number} dated {date} for {total}.\n\nKind regards\n{sender}\n',
  },
};

const USUAL_GERMAN: Usual = {
  invoice: {
    subject: '{document} {number} von {company}',
    text: 'Guten Tag {contact},\n\nanbei erhalten Sie unsere {document} {number} vom {date} über {total}, fällig am {due}.\n\nVielen Dank für Ihren Auftrag.\n\nMit freundlichen Grüßen\n{sender}\n',
  },
  other: {
    subject: '{document} {number} von {company}',
    text: 'Guten Tag {contact},\n\nanbei erhalten Sie unser Dokument „{document} {number}“ vom {date} über {total}.\n\nMit freundlichen Grüßen\n{sender}\n',
  },
};

/** Kinds whose mail names the day on which they are due. */
const ASKS_FOR_MONEY: ReadonlySet<string> = new Set(['invoice', 'depositInvoice', 'charge']);

/** The template that holds: the office's own, else the usual one of that language (English for a language without). */
export function templateFor(own: MailTemplates, kind: string, language: string): MailTemplate {
  const usual = language === 'de' ? USUAL_GERMAN : USUAL_ENGLISH;
  return own[templateKey(kind, language)] ?? (ASKS_FOR_MONEY.has(kind) ? usual.invoice : usual.other);
}
