/** The hidden window's page: opens the books of its session and serves them over the port that the main process sends. */
import { Dexie } from 'dexie';
import type { Books } from '../../shared/contract/books-port.ts';
import { openBooks } from './books-core.ts';
import { serveBooks } from './port.ts';

/** One company has one session of its own, so two names are enough (BO2): its books, and those that a check folds beside them. */
const isBeside = window.location.hash === '#beside';
const NAME = isBeside ? 'beside' : 'books';

/** Ends the window, which the main process notices: it makes another one and replays (BO2). */
const end = (fault: unknown): void => {
  console.error('the books end', fault);
  window.close();
};

const open = (): Promise<Books> => openBooks({ indexedDB, keyRange: IDBKeyRange, name: NAME, onEnd: end });

/** Books beside the company's begin empty and leave nothing behind. */
const openBeside = async (): Promise<Books> => {
  await Dexie.delete(NAME);
  const books = await open();
  const close = async (): Promise<void> => {
    await books.close();
    await Dexie.delete(NAME);
  };
  return { ...books, close };
};

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

// The window may have started before it was known that the company is this program's: the port says that it is (BO3).
window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.origin !== window.location.origin || event.data !== 'books-port' || !port) return;
  const opening = isBeside ? openBeside() : openOrBeginAgain();
  opening.catch(end);
  serveBooks(port, opening);
});
