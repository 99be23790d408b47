/**
 * A whole number above 0 as a command's option.
 * @module
 */
import { InvalidArgumentError } from 'commander';

/** Reads the number. @throws InvalidArgumentError */
export function count(text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new InvalidArgumentError('must be a whole number above 0');
}
