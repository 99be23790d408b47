/**
 * Bundles what browsers load (scripts, style sheets, fonts) into one module of text, so that every runtime serves it
 * without a file system. Part of `npm run build`.
 */
import { writeFileSync } from 'node:fs';
import { basename, extname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const OUT = 'src/http/pages/bundled.ts';

/** Entry points, by the name that pages know them by. */
const ENTRIES = {
  script: 'src/reader/script/main.ts',
  embed: 'src/embed/embed.ts',
  style: 'src/reader/style/page.css',
  icon: 'src/reader/style/icon.svg',
  font: 'node_modules/@fontsource/newsreader/files/newsreader-latin-400-normal.woff2',
};

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

const { outputFiles } = await build({
  absWorkingDir: ROOT,
  entryPoints: Object.values(ENTRIES),
  entryNames: '[name]-[hash]',
  assetNames: '[name]-[hash]',
  outdir: 'assets',
  publicPath: '/assets',
  loader: { '.svg': 'copy', '.woff2': 'copy' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'hono/jsx/dom',
  legalComments: 'none',
  write: false,
});

const files = Object.fromEntries(
  outputFiles.map(({ path, contents, text }) => {
    const type = TYPES[extname(path)];
    if (type === undefined) throw new Error(`no media type is known for ${path}`);
    const binary = extname(path) === '.woff2';
    const body = binary ? Buffer.from(contents).toString('base64') : text;
    return [basename(path), { type, encoding: binary ? 'base64' : 'utf8', body }];
  }),
);
const names = Object.keys(files);
const entries = Object.fromEntries(
  Object.entries(ENTRIES).map(([entry, source]) => {
    const extension = extname(source);
    const stem = basename(source, extension);
    const name = names.find(
      (one) => one.startsWith(`${stem}-`) && one.endsWith(extension.replace('.ts', '.js')),
    );
    if (name === undefined) throw new Error(`${source} was not built`);
    return [entry, `/assets/${name}`];
  }),
);

writeFileSync(
  `${ROOT}${OUT}`,
  `// Written by scripts/bundle.ts.
import type { AssetFile } from './assets.ts';

export const ENTRIES = ${JSON.stringify(entries, null, 2)};

export const FILES: Readonly<Record<string, AssetFile>> = ${JSON.stringify(files, null, 2)};
`,
);
