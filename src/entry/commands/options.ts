/**
 * Options that several commands have.
 * @module
 */
import { Option } from 'commander';
import { FORMATS } from '../../document/document.ts';

/** `--format`. */
export function formatOption(): Option {
  return new Option('--format <format>', 'format of the documents, else found from each').choices(FORMATS);
}

/** `--quiet`. */
export function quietOption(): Option {
  return new Option('--quiet', 'nothing on standard error but errors');
}
