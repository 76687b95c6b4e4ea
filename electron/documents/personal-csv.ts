/** What is kept of contact persons and of what was said with them, as a file for whoever asks what that is (GDPR Art. 15). */
import type { OutputOf } from '../../shared/contract/contract.ts';
import type { CompanyFields } from '../../shared/events/masters.ts';
import { COMMAS, cell, csvOf, SEMICOLONS, textCell } from './csv.ts';

type Kept = Pick<OutputOf<'personal.list'>, 'contacts' | 'calls'>;

const WORDS = {
  en: {
    csv: COMMAS,
    contact: 'Contact person',
    call: 'Call note',
    title: 'Contacts',
    head: ['Kind', 'Name', 'Role', 'Phone', 'E-mail', 'Day', 'Text'],
  },
  de: {
    csv: SEMICOLONS,
    contact: 'Ansprechperson',
    call: 'Gesprächsnotiz',
    title: 'Kontakte',
    head: ['Art', 'Name', 'Funktion', 'Telefon', 'E-Mail', 'Tag', 'Text'],
  },
} as const;

/** The file with its title, in the language of the company; a row for each contact person and call note. */
export function personalCsv({ contacts, calls }: Kept, language: CompanyFields['language']) {
  const { csv, contact, call, title, head } = WORDS[language];
  const rows = [
    ...contacts.map(({ fields: { name, role, phone, email, note } }) => [
      ...[contact, textCell(name), textCell(role), textCell(phone), textCell(email), '', textCell(note)],
    ]),
    ...calls.map(({ fields: { day, who, text } }) => [
      ...[call, textCell(who), '', '', '', cell(day), textCell(text)],
    ]),
  ];
  return { title, text: csvOf([head, ...rows], csv) };
}
