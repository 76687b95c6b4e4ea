/**
 * The code by which a computer says that a moved company may go on there, and nowhere else (DV3, ADR 42): 20 letters by
 * chance, 100 bits, from which its X25519 pair comes, and five that check them, since a person types it on the old computer.
 */
import { createHash, randomBytes } from 'node:crypto';
import { codeLetters, type ExchangeKey, inGroups, keyOfCode, typedLetters } from './sealing.ts';

const BY_CHANCE = 20;
const CHECKING = 5;

const checkOf = (letters: string): string =>
  codeLetters(
    createHash('sha256').update(`counterfoil-move-check-1\n${letters}`).digest().subarray(0, CHECKING),
  );

export function newMoveCode(): string {
  const letters = codeLetters(randomBytes(BY_CHANCE));
  return inGroups(letters + checkOf(letters));
}

/** The pair that a typed code stands for; `undefined` when it was mistyped. */
export function receiverOf(typed: string): ExchangeKey | undefined {
  const letters = typedLetters(typed, BY_CHANCE + CHECKING);
  const own = letters?.slice(0, BY_CHANCE);
  if (own === undefined || letters !== own + checkOf(own)) return undefined;
  return keyOfCode(own, 'counterfoil-move-1');
}

/** What a device's key is sealed for when it moves. */
export const movePurpose = (company: string, device: string): string => `move/${company}/${device}`;
