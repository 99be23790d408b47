/**
 * The setting `CORS_ORIGINS`, which all runtimes have.
 * @module
 */
import { z } from 'zod';

/** `*`, or origins with commas between. */
export const originsSetting = z
  .string()
  .default('*')
  .transform((list) => (list.trim() === '*' ? '*' : list.split(',').map((origin) => origin.trim())))
  .refine((origins) => origins === '*' || origins.every(isOrigin), '*, or origins with commas between');

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text;
}
