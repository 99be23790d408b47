/**
 * Who may put work before an engine: what waits is bounded, and a document is taken whole or not at all, so that none is
 * refused when half of it is done.
 * @module
 */
import { NewsglotError } from '../errors.ts';
import type { Engine, Hypothesis, SentenceEngine, TranslationRequest } from './engine.ts';
import type { QueuedSentence } from './fair-queue.ts';

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
  /** UTF-16 code units that room is kept for. */
  readonly taken: number;
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
    get taken() {
      return taken;
    },
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

/** Whose turn a sentence takes, and with what share. */
export type Place = Pick<QueuedSentence, 'flow' | 'weight'>;

/** What an engine is behind its admission. */
export interface Admitted {
  /** All that is said of the model. */
  readonly facts: Omit<SentenceEngine, 'translate'>;
  /** Translates a sentence that there is room for. */
  translate(request: TranslationRequest, place: Place, signal: AbortSignal | undefined): Promise<Hypothesis>;
}

/** The ways into an engine: sentence by sentence, or a document as a whole. */
export function throughAdmission(
  admission: Admission,
  { facts, translate }: Admitted,
): Omit<Engine, 'close' | 'load'> {
  return {
    ...facts,
    async translate(request, signal) {
      // A probe asks about the queue, so that it takes no room in it.
      const room = admission.enter(request.turn === 'next' ? 0 : request.text.length);
      try {
        return await translate(request, { flow: room, weight: request.turn ?? 1 }, signal);
      } finally {
        room.release();
      }
    },
    reserve({ characters, weight = 1 }) {
      const room = admission.enter(characters);
      return {
        ...facts,
        ...room,
        translate: (request, signal) => translate(request, { flow: room, weight }, signal),
      };
    },
  };
}
