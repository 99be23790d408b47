/**
 * Reads results that come from outside of this process.
 * @module
 */
import { z } from 'zod';
import { FORMATS } from '../document/document.ts';
import type { Localisation, Stats } from './localisation.ts';

const count = z.number().int().min(0);
const milliseconds = z.number().min(0);

/** The shape of a result's statistics. */
export const statsSchema = z.object({
  segments: count,
  translated: count,
  kept: count,
  uncertain: count,
  failed: count,
  cacheHits: count,
  characters: count,
  engineMs: milliseconds,
  totalMs: milliseconds,
  stored: z.literal(false).optional(),
}) satisfies z.ZodType<Stats>;

const schema = z.object({
  target: z.string().min(1),
  format: z.enum(FORMATS),
  content: z.string(),
  alternatives: z.array(z.string()).optional(),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  model: z.string(),
  languages: z.record(z.string(), z.number().min(0)),
  segments: z.array(
    z.object({
      id: z.string(),
      role: z.string(),
      path: z.string(),
      text: z.string(),
      language: z.string().min(1),
      confidence: z.number().min(0).max(1),
      evidence: z.array(z.unknown()),
      status: z.enum(['translated', 'kept', 'uncertain', 'failed']),
      translation: z.string(),
      cache: z.enum(['hit', 'miss']),
      reason: z.string().optional(),
    }),
  ),
  stats: statsSchema,
});

/** A value as a result; `undefined` if it is none. */
export function parseLocalisation(value: unknown): Localisation | undefined {
  // What is branded was so when it was written: its seal says who wrote it, the schema of what version.
  return schema.safeParse(value).data as Localisation | undefined;
}
