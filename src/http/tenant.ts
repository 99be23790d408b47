/**
 * Whose request it is.
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono';
import type { Tenant } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';

declare module 'hono' {
  interface ContextVariableMap {
    tenant: Tenant;
  }
}

/** Lets only those through who have a key in `Authorization` (`Bearer` or `DeepL-Auth-Key`), or need none. */
export function identified(services: Services): MiddlewareHandler {
  return async function identified(c, next) {
    await identify(c, services);
    return next();
  };
}

/**
 * Finds out whose request it is, by a key of its body or else of its headers.
 * @throws NewsglotError as `Accounts.identify`
 */
export async function identify(c: Context, { accounts }: Services, key?: string): Promise<void> {
  const header = /^(?:Bearer|DeepL-Auth-Key)[ \t]+(\S+)[ \t]*$/i.exec(
    c.req.header('Authorization') ?? '',
  )?.[1];
  c.set('tenant', await accounts.identify(key ?? header));
}

/** The tenant of a request that was identified. */
export function tenantOf(c: Context): Tenant {
  const tenant: Tenant | undefined = c.get('tenant');
  if (tenant === undefined) throw new Error('a request was not identified');
  return tenant;
}
