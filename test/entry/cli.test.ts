import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CLI, ensureBuilt, newsglot } from './built-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'newsglot-cli-'));
beforeAll(() => {
  ensureBuilt();
  mkdirSync(join(folder, 'site/world'), { recursive: true });
  writeFileSync(join(folder, 'site/a.html'), '<p>The mayor resigned on Monday.</p><p>Lire la suite »</p>');
  writeFileSync(join(folder, 'site/world/b.html'), '<p>The ministers met in the capital.</p>');
  writeFileSync(join(folder, 'latin1.txt'), Buffer.from('Il a \xe9t\xe9 \xe9lu.', 'latin1'));
}, 120_000);
afterAll(() => rmSync(folder, { recursive: true }));

const inFolder = (args: readonly string[], input?: string) => newsglot(args, input, folder);

describe('newsglot translate', () => {
  it('localises standard input to standard output, and says on standard error what it did', async () => {
    const { code, out, err } = await inFolder(
      ['translate', '-', '--to', 'fr', '--glossary', '{"terms": {"mayor": "édile"}}'],
      'The mayor resigned on Monday. Lire la suite »\n',
    );
    expect(out).toMatch(/édile .*Lire la suite »\n$/);
    expect(err).toMatch(/^-: 1 translated, 1 kept, 0 uncertain, 0 failed, \d+ ms\n$/);
    expect(code).toBe(0);
  });

  it('fills in patterns, keeps paths below --out, and does the others when one document fails', async () => {
    const { code, err } = await inFolder([
      'translate',
      'site/**/*.html',
      'site/no.html',
      '--to',
      'fr',
      '--out',
      'fr',
    ]);
    expect(code).toBe(1);
    expect(err).toMatch(/^newsglot: site\/no\.html: no such file .*\[ENOENT\]$/m);
    expect(readFileSync(join(folder, 'fr/a.html'), 'utf8')).toMatch(/^<p>Le .*<p>Lire la suite »<\/p>$/);
    expect(readFileSync(join(folder, 'fr/world/b.html'), 'utf8')).toContain('ministres');
  });

  it('prints a line of JSON for each of several documents, and under --strict exits with 3 if one is not whole', async () => {
    writeFileSync(
      join(folder, 'de.txt'),
      'Der Bürgermeister ist am Montag zurückgetreten, teilte die Stadt mit.',
    );
    const { code, out, err } = await inFolder([
      'translate',
      'de.txt',
      'site/a.html',
      '--to',
      'fr',
      '--json',
      '--strict',
      '--quiet',
    ]);
    expect(code).toBe(3);
    expect(err).toBe('');
    const results = out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const statuses = Object.fromEntries(results.map(({ document, stats }) => [document, stats]));
    expect(statuses).toMatchObject({ 'de.txt': { failed: 1 }, 'site/a.html': { translated: 1, kept: 1 } });
  });

  it.each([
    ['no target', ['translate', 'site/a.html'], "required option '--to <language>' not specified"],
    [
      'a language that the model lacks',
      ['translate', 'site/a.html', '--to', 'xx'],
      '--to must be one of en, fr [unsupported_language]',
    ],
    [
      'a pattern without files',
      ['translate', 'nowhere/*.html', '--to', 'fr'],
      'no file matches nowhere/*.html [invalid_request]',
    ],
    [
      'no place for several documents',
      ['translate', 'site/a.html', 'site/world/b.html', '--to', 'fr'],
      'several documents need --out FOLDER, or --json [invalid_request]',
    ],
    [
      'an output that is an input',
      ['translate', 'site/a.html', '--to', 'fr', '--out', 'site/'],
      'site/a.html is an input, which would be overwritten [invalid_request]',
    ],
    [
      'a glossary that is none',
      ['translate', 'site/a.html', '--to', 'fr', '--glossary', '{"mayor": 3}'],
      'newsglot: mayor: ',
    ],
    ['a command that there is not', ['translat'], 'Did you mean translate?'],
    ['an option that there is not', ['detect', 'site/a.html', '--jsno'], 'Did you mean --json?'],
  ])('refuses %s with exit code 2 and no stack', async (_, args, message) => {
    const { code, out, err } = await inFolder(args);
    expect(err).toContain(message);
    expect(err).not.toMatch(/^\s+at /m);
    expect([code, out]).toEqual([2, '']);
  });
});

describe('newsglot detect', () => {
  it('prints a line for each segment, the document first if there are several', async () => {
    const { code, out, err } = await inFolder(['detect', 'site/**/*.html']);
    expect(out.split('\n').map((line) => line.split('\t'))).toEqual([
      [
        'site/a.html',
        'en',
        expect.stringMatching(/^[01]\.\d\d$/),
        expect.any(String),
        'The mayor resigned on Monday.',
      ],
      ['site/a.html', 'fr', expect.any(String), 'chrome', 'Lire la suite »'],
      [
        'site/world/b.html',
        'en',
        expect.any(String),
        expect.any(String),
        'The ministers met in the capital.',
      ],
      [''],
    ]);
    expect(err).toMatch(/^site\/a\.html: en \d+\.\d %, fr \d+\.\d %$/m);
    expect(code).toBe(0);
  });

  it('refuses bytes that are not UTF-8, which would be lost', async () => {
    const { code, out, err } = await inFolder(['detect', 'latin1.txt']);
    expect([code, out]).toEqual([1, '']);
    expect(err).toMatch(/^newsglot: latin1\.txt: it is not UTF-8; .* \[unsupported_media_type\]\n$/);
  });

  it('fetches addresses, and heeds their media type and charset', async () => {
    const server = createServer((request, response) => {
      response.setHeader('Content-Type', 'text/xml; charset=iso-8859-1').statusCode =
        request.url === '/feed' ? 200 : 404;
      response.end(
        Buffer.from(
          '<rss><channel><title>Le pr\xe9sident a d\xe9missionn\xe9</title></channel></rss>',
          'latin1',
        ),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, out, err } = await inFolder(['detect', `${origin}/feed`, `${origin}/gone`]);
    server.close();
    expect(out).toMatch(/\tfr\t.*\tLe président a démissionné\n$/);
    expect(err).toContain(
      `newsglot: ${origin}/gone: it cannot be fetched: the server answered 404 [download_failed]`,
    );
    expect(code).toBe(1);
  });

  it('ends quietly when the reader of its output has seen enough', () => {
    writeFileSync(join(folder, 'long.txt'), 'The mayor resigned on Monday.\n\n'.repeat(5_000));
    const script = `set -o pipefail; "${process.execPath}" "${CLI}" detect long.txt --quiet | head -n 1`;
    const out = execFileSync('bash', ['-c', script], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] });
    expect(out.toString()).toMatch(/^en\t/);
  });
});

describe('newsglot completion', () => {
  it('completes commands, options and their values in bash, and leaves files to the shell', () => {
    const program = join(folder, 'newsglot');
    writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${CLI}" "$@"\n`);
    chmodSync(program, 0o755);
    const script = `
      eval "$(newsglot completion bash)"
      for line in "newsglot tr" "newsglot keys " "newsglot translate --fo" "newsglot translate x --format rs" "newsglot translate --to " "newsglot translate "; do
        COMP_LINE="$line" COMP_POINT=\${#line} COMP_WORDS=($line "") COMP_CWORD=1 COMPREPLY=()
        _newsglot_completion; echo "\${COMPREPLY[*]}"
      done`;
    const env = { ...process.env, PATH: `${folder}:${process.env.PATH}` };
    const out = execFileSync('bash', ['-c', script], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    expect(out.toString().split('\n')).toEqual([
      'translate',
      'create list revoke help',
      '--format',
      'rss',
      'en fr',
      '',
      '',
    ]);
  });
});

describe('the package', () => {
  it('holds the command, the model and nothing of the tests', () => {
    const packed = execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const [{ files }] = JSON.parse(packed.toString()) as [{ files: { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining(['dist/entry/cli.js', 'models/manifest.json', 'models/embedded/config.json']),
    );
    expect(
      paths.filter((path) => !/^(?:dist|models)\/|^(?:package\.json|README\.md|LICENSE)$/.test(path)),
    ).toEqual([]);
  });
});
