/**
 * The limit on the parts that a document is cut into.
 * @module
 */
import { NewsglotError } from '../errors.ts';

/**
 * Refuses a document of more than `max` parts.
 * @throws NewsglotError `content_too_large`
 */
export function requireAtMost(
  max: number,
  count: number,
  parts: 'segments' | 'inline elements' = 'segments',
): void {
  if (count <= max) return;
  throw new NewsglotError('content_too_large', `the document has more than ${max} ${parts}`, {
    param: 'content',
  });
}
