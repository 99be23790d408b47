import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CognateCounts } from '../../eval/language/words/cognates.ts';
import { filesOf, readPairs } from '../../eval/language/words/pairs.ts';
import { splitWords } from '../../src/language/words.ts';

describe('pairs of texts', () => {
  it('are read from the files of a folder, without those that nobody translated', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'pairs-'));
    await writeFile(
      join(folder, 'menu.tsv'),
      'Open the door\tOuvre la porte\nHome\tHome\nSave all of it now\tSave all of it\nClose it\tFerme-la\n',
    );
    await writeFile(join(folder, 'notes.txt'), 'not a pair\n');
    const [file, ...rest] = await filesOf([folder]);
    expect(rest).toEqual([]);
    expect(await readPairs(file!, 100)).toEqual([
      ['Open the door', 'Ouvre la porte'],
      ['Close it', 'Ferme-la'],
    ]);
    expect(await readPairs(file!, 2)).toHaveLength(1);
  });
});

describe('words of pairs', () => {
  it('are alike where one side has them with the other, not where both have them by chance', () => {
    const counts = new CognateCounts();
    for (let round = 0; round < 20; round++) {
      counts.add(splitWords('all transport is on strike'), splitWords('le transport de nuit est en grève'));
      counts.add(splitWords('the barley is on the table'), splitWords('on dit que tout est sur la table'));
      counts.add(splitWords('he sleeps on Monday'), splitWords('il dort lundi'));
      counts.add(splitWords('they eat'), splitWords('on mange'));
    }
    expect(counts.likeness('transport')).toBeGreaterThan(0.6);
    expect(counts.likeness('on')).toBeLessThan(0.1);
    expect(counts.likeness('barley')).toBe(0);
  });
});
