/**
 * Reads cached translations that come from outside of this process.
 * @module
 */
import { z } from 'zod';
import type { CachedTranslation } from './cache.ts';

const place = z.number().int().min(0);
const rendition = z.strictObject({
  text: z.string().min(1),
  marks: z.array(z.strictObject({ index: place, at: place })).exactOptional(),
});
const schema = z.union([
  z.strictObject({
    status: z.literal('translated'),
    ...rendition.shape,
    guessed: z.literal(true).exactOptional(),
    alternatives: z.array(rendition).exactOptional(),
  }),
  z.strictObject({ status: z.literal('failed'), reason: z.string().min(1) }),
]);

/** A value as a cached translation; `undefined` if it is none. Whether it is one of its segment is for `fits.ts` to say. */
export function parseCachedTranslation(value: unknown): CachedTranslation | undefined {
  return schema.safeParse(value).data;
}
