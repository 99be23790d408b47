/**
 * The models of the hub that are known by a short name: `models/hub.json`. An entry whose files are listed is pinned; one
 * without is a name and a licence only, and its files must be trusted by whoever pulls it.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { NewsglotError } from '../errors.ts';
import { describedModel, fileSchema, MODEL_NAME } from './models.ts';

const hubModelSchema = z.strictObject({
  ...describedModel,
  /** `owner/name` on the hub. */
  repository: z.string().regex(MODEL_NAME),
  /** Commit, branch or tag. */
  revision: z.string().regex(/^[\w.-]+$/),
  files: z.array(fileSchema),
});
const tableSchema = z.strictObject({ models: z.record(z.string().regex(MODEL_NAME), hubModelSchema) });

/** A model of the hub as the table knows it. */
export type HubModel = z.infer<typeof hubModelSchema>;

/** The models of the table, by short name. */
export type HubTable = ReadonlyMap<string, HubModel>;

/** Reads a table. @throws NewsglotError `model_rejected` when it is not one. */
export async function readHubTable(file: URL | string = TABLE): Promise<HubTable> {
  const read = tableSchema.safeParse(JSON.parse(await readFile(file, 'utf8')));
  if (read.success) return new Map(Object.entries(read.data.models));
  throw new NewsglotError(
    'model_rejected',
    `the table of hub models is not valid: ${z.prettifyError(read.error)}`,
  );
}

// Two levels up from src/engine and from dist/engine alike.
const TABLE = new URL('../../models/hub.json', import.meta.url);
