/**
 * Values in stores that others can write to: JSON behind a seal, which is a hash over the key, the value and a secret. A
 * value that was cut, changed or put under another key breaks its seal and is as if it were not there; where the
 * instances share a secret, so does one that was made up.
 * @module
 */
import { hashOf } from './key.ts';

/** Hexadecimal digits of a seal: 128 bits. */
const SEAL_LENGTH = 32;

/** Writes and reads sealed values. */
export interface Seal<T> {
  close(key: string, value: T): Promise<string>;
  /** The value, or `undefined` if this is none that was sealed for this key. Never rejects. */
  open(key: string, sealed: string): Promise<T | undefined>;
}

/**
 * @param parse reads a value of any shape; `undefined` if it is none of this kind. A seal is proof of the writer, not of
 *   its version.
 * @param secret makes seals that nobody can forge who does not know it; without one they only show damage.
 */
export function createSeal<T>(parse: (value: unknown) => T | undefined, secret = ''): Seal<T> {
  const seal = async (key: string, json: string) => (await hashOf([secret, key, json])).slice(0, SEAL_LENGTH);
  return {
    async close(key, value) {
      const json = JSON.stringify(value);
      return (await seal(key, json)) + json;
    },
    async open(key, sealed) {
      const json = sealed.slice(SEAL_LENGTH);
      if (sealed.slice(0, SEAL_LENGTH) !== (await seal(key, json))) return undefined;
      try {
        return parse(JSON.parse(json));
      } catch {
        return undefined;
      }
    },
  };
}
