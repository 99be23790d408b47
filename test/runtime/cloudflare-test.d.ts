/** The part of Cloudflare's test module that is used here; its own types clash with those of the DOM. */
declare module 'cloudflare:test' {
  export const SELF: { fetch(url: string, init?: RequestInit): Promise<Response> };
}
