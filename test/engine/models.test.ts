import { describe, expect, it } from 'vitest';
import { loadModelFiles, parseManifest } from '../../src/engine/models.ts';
import { embeddedEntry, readModelFile } from './embedded.ts';

describe('the files of a model', () => {
  it('are read when they are those of the manifest', async () => {
    const entry = embeddedEntry();
    const files = await loadModelFiles(entry, readModelFile);
    expect([...files.keys()].sort()).toEqual(entry.files.map(({ path }) => path).sort());
  });

  it.each(embeddedEntry().files.map(({ path }) => path))(
    'are refused when one byte of %s has changed',
    async (path) => {
      const readFile = async (wanted: string) => {
        const content = Uint8Array.from(await readModelFile(wanted));
        if (wanted === path) content[content.length >> 1]! ^= 1;
        return content;
      };
      await expect(loadModelFiles(embeddedEntry(), readFile)).rejects.toMatchObject({
        code: 'model_rejected',
        message: expect.stringContaining(path),
      });
    },
  );

  it('are refused when one is missing', async () => {
    const readFile = (path: string) =>
      path === 'config.json' ? Promise.reject(new Error('no such file')) : readModelFile(path);
    await expect(loadModelFiles(embeddedEntry(), readFile)).rejects.toMatchObject({
      code: 'model_rejected',
      message: expect.stringContaining('config.json'),
    });
  });

  it('are refused when the hash of the model is not made of theirs', async () => {
    const entry = { ...embeddedEntry(), hash: '0'.repeat(64) };
    await expect(loadModelFiles(entry, readModelFile)).rejects.toMatchObject({ code: 'model_rejected' });
  });
});

describe('the manifest', () => {
  it('states languages and licence of the embedded model', () => {
    expect(embeddedEntry()).toMatchObject({
      name: 'embedded',
      languages: ['en', 'fr'],
      licence: 'Apache-2.0',
    });
  });

  it.each([
    ['a file outside of the folder', { path: '../secret' }],
    ['a hash that is none', { sha256: 'abc' }],
    ['an empty file', { bytes: 0 }],
  ])('is refused for %s', (_, change) => {
    const { name: _name, ...entry } = embeddedEntry();
    const files = [{ ...entry.files[0], ...change }];
    expect(() => parseManifest({ models: { embedded: { ...entry, files } } })).toThrow(
      expect.objectContaining({ code: 'model_rejected' }),
    );
  });
});
