import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFile(new URL(path, root), 'utf8');
const dockerfile = await read('Dockerfile');
const instructions = dockerfile.replace(/\\\n/g, ' ').split('\n');
const exists = (path: string) => existsSync(new URL(path, root));

/** Paths that `.dockerignore` lets through: it takes all away, and gives some back. */
const given = (await read('.dockerignore'))
  .split('\n')
  .filter((line) => line.startsWith('!'))
  .map((line) => line.slice(1));

describe('the image', () => {
  const copied = instructions
    .filter((line) => /^COPY (?!--from)/.test(line))
    .flatMap((line) => line.split(/\s+/).slice(1, -1))
    .filter((path) => path !== '.');

  it.each(copied)('copies %s, which is there and let through', (path) => {
    expect(exists(path)).toBe(true);
    expect(given.some((line) => path === line || path.startsWith(`${line}/`))).toBe(true);
  });

  it('is given nothing that is not there', () => {
    for (const path of given) expect(exists(path), path).toBe(true);
  });

  it('holds what the package says that it needs', async () => {
    const { files } = JSON.parse(await read('package.json')) as { files: string[] };
    for (const path of files.filter((file) => file !== 'dist')) expect(copied).toContain(path);
  });

  it('is of a stated version, for a user without rights, and tells of its health', () => {
    expect(instructions.find((line) => line.startsWith('FROM'))).toMatch(
      /^FROM node:\d+\.\d+\.\d+-\S+ AS base$/,
    );
    const last = instructions.slice(instructions.findLastIndex((line) => line.startsWith('FROM')));
    expect(last.findLast((line) => line.startsWith('USER'))).toBe('USER node');
    expect(last.join('\n')).toMatch(/^HEALTHCHECK/m);
  });
});
