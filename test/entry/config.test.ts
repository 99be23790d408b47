import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { readConfig, VARIABLES } from '../../src/entry/config.ts';

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
    expect(() => readConfig({ PORT: 'high', KEYS_IN: 'redis' })).toThrow(/PORT[\s\S]*KEYS_IN: .*REDIS_URL/);
  });

  it.each([
    ['CORS_ORIGINS', 'paper.example'],
    ['CORS_ORIGINS', 'https://paper.example/'],
    ['CORS_ORIGINS', 'https://paper.example,'],
    ['TRUSTED_PROXIES', '-1'],
    ['ADDRESS_SALT', 'short'],
    ['METRICS_TOKEN', 'sixteen or more, with spaces'],
    ['LOG_LEVEL', 'loud'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readConfig({ [name]: value })).toThrow(name);
  });

  it('takes origins with commas between', () => {
    expect(readConfig({ CORS_ORIGINS: 'https://a.example, http://localhost:3000' }).CORS_ORIGINS).toEqual([
      'https://a.example',
      'http://localhost:3000',
    ]);
  });

  it('is written out in .env.example, every variable with its default', async () => {
    const text = await readFile(new URL('../../.env.example', import.meta.url), 'utf8');
    const example = Object.fromEntries(
      [...text.matchAll(/^([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
    );
    expect(Object.keys(example).sort()).toEqual([...VARIABLES].sort());
    expect(readConfig(example)).toEqual(readConfig({}));
    for (const [name, value] of Object.entries(readConfig({})))
      expect(example[name], name).toBe(String(value));
  });

  it('is told in the README, every variable', async () => {
    const text = await readFile(new URL('../../README.md', import.meta.url), 'utf8');
    expect(VARIABLES.filter((name) => !text.includes(`\`${name}\``))).toEqual([]);
  });
});
