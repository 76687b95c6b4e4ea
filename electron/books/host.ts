/** The hidden window's page: opens the books of its session and serves them over the port that the main process sends. */
import { Dexie } from 'dexie';
import type { Books } from '../../shared/contract/books-port.ts';
import { openBooks } from './books-core.ts';
import { serveBooks } from './port.ts';

/** One company has one session of its own, so one name is enough (BO2). */
const NAME = 'books';

/** Ends the window, which the main process notices: it makes another one and replays (BO2). */
const end = (fault: unknown): void => {
  console.error('the books end', fault);
  window.close();
};

const open = (): Promise<Books> => openBooks({ indexedDB, keyRange: IDBKeyRange, name: NAME, onEnd: end });

/** Books that cannot be opened are thrown away: empty ones make the main process rebuild them from the journal (BO3). */
const openOrBeginAgain = async (): Promise<Books> => {
  try {
    return await open();
  } catch (fault) {
    console.error('the books do not open and are begun again', fault);
    await Dexie.delete(NAME);
    return open();
  }
};

const opening = openOrBeginAgain();
opening.catch(end);

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.origin === window.location.origin && event.data === 'books-port' && port)
    serveBooks(port, opening);
});
