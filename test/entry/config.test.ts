import { describe, expect, it } from 'vitest';
import { readConfig } from '../../src/entry/config.ts';

describe('the configuration', () => {
  it('has a default for everything', () => {
    expect(readConfig({})).toMatchObject({ PORT: 8787, MODEL: 'embedded', MAX_BODY_BYTES: 4 * 1024 * 1024 });
  });

  it('takes an empty variable for one that is not set', () => {
    expect(readConfig({ PORT: '' }).PORT).toBe(8787);
  });

  it('has keys in one place, which must be there', () => {
    const REDIS_URL = 'redis://localhost';
    expect(readConfig({ KEYS_IN: 'redis', REDIS_URL }).KEYS_IN).toBe('redis');
    expect(() => readConfig({ KEYS_IN: 'redis' })).toThrow(/KEYS_IN: .*REDIS_URL/);
    expect(() => readConfig({ KEYS_IN: 'redis', REDIS_URL, KEYS_FILE: 'keys.json' })).toThrow(/KEYS_IN/);
    expect(() => readConfig({ REDIS_URL: 'localhost:6379' })).toThrow(/REDIS_URL/);
  });

  it('names every mistake in one error', () => {
    expect(() => readConfig({ PORT: 'high', MAX_SEGMENTS: '0' })).toThrow(/PORT[\s\S]*MAX_SEGMENTS/);
  });
});
