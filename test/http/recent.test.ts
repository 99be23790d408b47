import { describe, expect, it } from 'vitest';
import type { Hash } from '../../src/cache/key.ts';
import { createRecentRequests } from '../../src/http/recent.ts';
import type { ResultAddress } from '../../src/translation/localisation.ts';
import { code } from '../language/page.ts';

const bytes = (text: string) => new TextEncoder().encode(text).slice().buffer;
const address = (hash: string): ResultAddress => ({ contentHash: hash as Hash, target: code('fr') });

describe('recent requests', () => {
  it('are known again by the bytes of their body', () => {
    const recent = createRecentRequests();
    recent.set(bytes('{"content":"The mayor left."}'), address('a'));
    expect(recent.get(bytes('{"content":"The mayor left."}'))?.contentHash).toBe('a');
  });

  it('are never taken for another of the same length, whichever byte differs', () => {
    const recent = createRecentRequests();
    const body = bytes(`{"content":"${'word '.repeat(200)}"}`);
    recent.set(body, address('a'));
    for (let at = 0; at < body.byteLength; at++) {
      const other = new Uint8Array(body.slice(0));
      other[at] = (other[at] as number) ^ 1;
      expect(recent.get(other.buffer)).toBeUndefined();
    }
    expect(recent.get(body)?.contentHash).toBe('a');
  });

  it('give way to a later one that looks alike where they are looked at', () => {
    const recent = createRecentRequests();
    const one = new Uint8Array(1000);
    const other = new Uint8Array(1000);
    // Not among the bytes of the digest, which are every fifteenth from the end.
    other[1] = 1;
    recent.set(one.buffer, address('a'));
    recent.set(other.buffer, address('b'));
    expect(recent.get(one.buffer)).toBeUndefined();
    expect(recent.get(other.buffer)?.contentHash).toBe('b');
  });

  it('do not include empty bodies that nobody sent', () => {
    expect(createRecentRequests().get(new ArrayBuffer(0))).toBeUndefined();
  });
});
