/** The words by which a paper says whether an authority has cleared it (DO5). */

export interface ClearanceWords {
  /** Above every page while it waits. */
  readonly waiting: string;
  readonly cleared: string;
  /** `{number}`, `{acknowledgement}` and `{day}` are filled in. */
  readonly number: string;
  readonly acknowledgement: string;
}

const EN: ClearanceWords = {
  waiting: 'Waiting for clearance: not valid until registered (IRN)',
  cleared: 'Registered e-invoice',
  number: 'IRN {number}',
  acknowledgement: 'Acknowledgement no. {acknowledgement} of {day}',
};

const DE: ClearanceWords = {
  waiting: 'Wartet auf Freigabe: gilt erst mit der Registrierung (IRN)',
  cleared: 'Registrierte E-Rechnung',
  number: 'IRN {number}',
  acknowledgement: 'Bestätigungsnummer {acknowledgement} vom {day}',
};

export const clearanceWords = (language: string): ClearanceWords => (language === 'de' ? DE : EN);
