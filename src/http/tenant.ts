/**
 * Whose request it is.
 * @module
 */
import type { Context } from 'hono';
import { ANONYMOUS, type Tenant } from '../accounts/accounts.ts';

/** The tenant of a request. */
export function tenantOf(_c: Context): Tenant {
  return ANONYMOUS;
}
