/**
 * Whose request it is.
 * @module
 */
import type { Context, MiddlewareHandler } from 'hono';
import { ANONYMOUS, isClient, type Tenant } from '../accounts/accounts.ts';
import type { Services } from '../services.ts';
import { clientOf } from './client.ts';

declare module 'hono' {
  interface ContextVariableMap {
    payer: Tenant;
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
export async function identify(c: Context, { accounts, perimeter }: Services, key?: string): Promise<void> {
  const header = /^(?:Bearer|DeepL-Auth-Key)[ \t]+(\S+)[ \t]*$/i.exec(
    c.req.header('Authorization') ?? '',
  )?.[1];
  const client = perimeter.addresses && (await clientOf(c, perimeter.addresses));
  c.set('payer', await accounts.identify(key ?? header, client));
}

/** For whom a request that was identified is counted: an account, or those without one, or one address among them. */
export function payerOf(c: Context): Tenant {
  const payer: Tenant | undefined = c.get('payer');
  if (payer === undefined) throw new Error('a request was not identified');
  return payer;
}

/** The tenant of a request that was identified, to whom belongs what it stores. Addresses change hands: they own nothing. */
export function tenantOf(c: Context): Tenant {
  const payer = payerOf(c);
  return isClient(payer) ? ANONYMOUS : payer;
}
