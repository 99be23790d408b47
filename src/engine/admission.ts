/**
 * Who may put work before an engine: what waits is bounded, and a document is taken whole or not at all, so that none is
 * refused when half of it is done.
 * @module
 */
import { NewsglotError } from '../errors.ts';

/** Bounds of the work taken. */
export interface AdmissionLimits {
  /** Most UTF-16 code units of source text taken and not yet translated. A document beyond it is taken by an idle engine. */
  readonly characters: number;
  /** Code units a second that the machine is taken to translate: for `Retry-After` only. */
  readonly charactersPerSecond: number;
}

/** Room that is kept for some text. */
export interface Room {
  /** Gives back the room of as much text. */
  settle(characters: number): void;
  /** Gives back what is left. */
  release(): void;
}

/** Gives room to those who fit. */
export interface Admission {
  /**
   * Room for a text of `characters`.
   * @throws NewsglotError `overloaded`, with the time after which there should be room.
   */
  enter(characters: number): Room;
  /** Takes no more. */
  close(): void;
}

/** An admission with nobody in it. */
export function createAdmission(limits: AdmissionLimits): Admission {
  let taken = 0;
  let closed = false;

  function refuse(message: string, seconds: number): never {
    throw new NewsglotError('overloaded', message, { retryAfter: Math.max(1, Math.ceil(seconds)) });
  }

  return {
    enter(characters) {
      if (closed) refuse('the engine is closing', 1);
      if (taken > 0 && taken + characters > limits.characters)
        refuse(
          'too much text is waiting',
          (taken + characters - limits.characters) / limits.charactersPerSecond,
        );
      taken += characters;
      let left = characters;
      const settle = (count: number) => {
        const given = Math.min(left, count);
        left -= given;
        taken -= given;
      };
      return { settle, release: () => settle(left) };
    },
    close() {
      closed = true;
    },
  };
}
