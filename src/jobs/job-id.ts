/**
 * Names of jobs.
 * @module
 */
import { ANONYMOUS, type Tenant } from '../accounts/accounts.ts';
import { type Hash, hashOf } from '../cache/key.ts';

/** Hexadecimal digits of an id: 128 bits. */
const ID_LENGTH = 32;
const ID = new RegExp(`^[0-9a-f]{${ID_LENGTH}}$`);

/** Whether a job could be called so. */
export function isJobId(id: string): boolean {
  return ID.test(id);
}

/**
 * The id of a new job. A caller that sends its request again under the same key gets the same id, so that the work is done
 * once. Those who have no account share one tenant, and may choose the same key: what they ask for is part of theirs.
 * @param key what the caller gave as `Idempotency-Key`.
 * @see https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/
 */
export async function jobId(tenant: Tenant, key: string | undefined, fingerprint: Hash): Promise<string> {
  if (key === undefined) return crypto.randomUUID().replaceAll('-', '');
  const parts = ['job', tenant, key, ...(tenant === ANONYMOUS ? [fingerprint] : [])];
  return (await hashOf(parts)).slice(0, ID_LENGTH);
}
