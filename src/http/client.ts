/**
 * What stands for the address of a client: a hash, from which the address cannot be told without the salt.
 * @module
 */
import type { Context } from 'hono';
import type { Client } from '../accounts/accounts.ts';
import { sha256Hex } from '../sha256.ts';
import { networkOf } from './client-address.ts';

/** How addresses are found and hidden. */
export interface Addresses {
  /** The address of a request's client, if it is known. */
  readonly of: (c: Context) => string | undefined;
  /** A secret. Instances that count together have the same. */
  readonly salt: string;
}

/** Stands for the client's address; `undefined` where that is not known. */
export async function clientOf(c: Context, { of, salt }: Addresses): Promise<Client | undefined> {
  const address = of(c);
  const network = address === undefined ? undefined : networkOf(address);
  if (network === undefined) return undefined;
  const hash = await sha256Hex(JSON.stringify([salt, network]));
  return `anonymous/${hash.slice(0, 32)}` as Client;
}
