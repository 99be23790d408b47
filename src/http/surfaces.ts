/**
 * Which surface an address belongs to. An error is rendered in the shape of its surface, wherever it is found.
 * @module
 */
import { deeplErrors } from './deepl/errors.ts';
import type { ErrorShape } from './errors.ts';
import { libreTranslateErrors } from './libretranslate/errors.ts';

const COMPATIBLE: readonly { readonly path: RegExp; readonly errors: ErrorShape }[] = [
  { path: /^\/v2(?:\/|$)/, errors: deeplErrors },
  {
    path: /^\/(?:translate|translate_file|detect|languages|frontend|suggest)(?:\/|$)/,
    errors: libreTranslateErrors,
  },
];

/** The shape of errors at `path` if it belongs to a compatible surface; all other paths are native. */
export function compatibleErrors(path: string): ErrorShape | undefined {
  return COMPATIBLE.find((surface) => surface.path.test(path))?.errors;
}
