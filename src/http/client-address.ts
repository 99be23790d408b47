/**
 * The address of a client, behind any number of proxies.
 * @module
 */
import ipaddr from 'ipaddr.js';

/** What a connection and its headers say. */
export interface Hops {
  /** Address at the other end of the connection. */
  readonly peer: string | undefined;
  /** `X-Forwarded-For`: whom each proxy on the way was called by, the nearest last. */
  readonly forwardedFor: string | undefined;
}

/**
 * The address of the one who called the outermost proxy that is trusted. What stands before it in `X-Forwarded-For` was
 * written by the client, who can write anything.
 * @param trustedProxies how many proxies of ours every request comes through; 0 for none, whose header is then not heeded.
 * @returns `undefined` where it is not known.
 */
export function clientAddress({ peer, forwardedFor = '' }: Hops, trustedProxies: number): string | undefined {
  if (trustedProxies === 0) return peer;
  const hops = forwardedFor
    .split(',')
    .map((hop) => hop.trim())
    .filter((hop) => hop !== '');
  return hops.length === 0 ? peer : withoutPort(hops[Math.max(0, hops.length - trustedProxies)]!);
}

/**
 * What counts as one client: an IPv4 address, or the first half of an IPv6 address, since one line is given all of the other
 * half.
 * @returns in one spelling for one network; `undefined` for what is no address.
 */
export function networkOf(address: string): string | undefined {
  if (!ipaddr.isValid(address)) return undefined;
  const parsed = ipaddr.process(address); // IPv4 inside of IPv6 as IPv4.
  if (parsed.kind() === 'ipv4') return parsed.toString();
  return `${parsed
    .toByteArray()
    .slice(0, 8)
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')}/64`;
}

/** Some proxies write `192.0.2.1:443` and `[2001:db8::1]:443`. */
function withoutPort(hop: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^([\d.]+):\d+$/.exec(hop)?.[1] ?? hop;
}
