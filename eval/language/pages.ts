/**
 * Annotated pages: `NAME.html`, and `NAME.gold.json` that says which language every piece of its text is in.
 * @module
 */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A stretch of a run in one language; positions in UTF-16 code units, end exclusive. `zxx` = no language. */
export interface GoldSpan {
  readonly start: number;
  readonly end: number;
  readonly lang: string;
}

/** A text node or a text attribute. The spans cover its text, which is decoded, ASCII white space collapsed. */
export interface GoldRun {
  readonly where: 'text' | `attr:${string}`;
  readonly role: string;
  readonly text: string;
  readonly spans: readonly GoldSpan[];
  /** Must not be translated, so its language does not matter. */
  readonly protected?: true;
  /** One word spelt alike in English and French; its language is the one of the chrome around it. */
  readonly cognate?: true;
  /** Runs of one number are one stretch of running text, cut by inline tags. */
  readonly flow?: number;
}

/** A page and the languages of its text, in document order, an element's attributes before its text. */
export interface GoldPage {
  readonly name: string;
  readonly html: string;
  readonly gold: { readonly htmlLang: string | null; readonly runs: readonly GoldRun[] };
}

/** All pages of a folder, by name. @throws Error if there is none. */
export async function loadPages(folder: string): Promise<GoldPage[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.html')).sort();
  if (files.length === 0) throw new Error(`no pages in ${folder}`);
  return Promise.all(
    files.map(async (file) => {
      const name = file.slice(0, -'.html'.length);
      const html = await readFile(join(folder, file), 'utf8');
      const gold = JSON.parse(await readFile(join(folder, `${name}.gold.json`), 'utf8')) as GoldPage['gold'];
      return { name, html, gold };
    }),
  );
}
