/**
 * SHA-256 on any runtime.
 * @module
 */

// Node's own hash answers at once. WebCrypto answers from another thread, a turn of the event loop later: for a text of
// the length of an article, waiting for it costs several times the hash.
const nodeCrypto = globalThis.process?.getBuiltinModule?.('node:crypto');

/** The SHA-256 of bytes, or of a text in UTF-8, in lower-case hexadecimal: 64 characters. */
export async function sha256Hex(data: Uint8Array | string): Promise<string> {
  if (nodeCrypto?.hash) return nodeCrypto.hash('sha256', data, 'hex');
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
  const digest = await crypto.subtle.digest('SHA-256', bytes as Uint8Array<ArrayBuffer>);
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
