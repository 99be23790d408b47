/**
 * Sentences of the pages in this repository, and articles made of them.
 * @module
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { loadPages } from '../eval/language/pages.ts';
import { splitSentences } from '../src/document/sentences.ts';
import { DEFAULT_LIMITS } from '../src/services.ts';
import { detect } from '../src/translation/detect.ts';

const PAGES = ['one-language-en.html', 'live-blog.html', 'comments.html', 'aggregator-en-in-fr.html'];

/** The English sentences of the fixtures, of more than three words, each once. */
export async function fixtureSentences(): Promise<string[]> {
  const pages = await Promise.all(
    PAGES.map((page) => readFile(new URL(`../test/fixtures/${page}`, import.meta.url), 'utf8')),
  );
  const detections = await Promise.all(pages.map((page) => detect(page, 'html', DEFAULT_LIMITS)));
  const segments = detections.flatMap(({ segments }) => segments);
  const sentences = segments.filter(({ language, text }) => language === 'en' && text.split(' ').length > 3);
  return [...new Set(sentences.map(({ text }) => text))];
}

/** The English sentences of the annotated pages in eval/language, of more than three words, each once: as many as a feed has. */
export async function annotatedSentences(): Promise<string[]> {
  const folders = ['dev', 'test'].map((name) =>
    fileURLToPath(new URL(`../eval/language/pages/${name}`, import.meta.url)),
  );
  const pages = (await Promise.all(folders.map(loadPages))).flat();
  const spans = pages.flatMap(({ gold }) =>
    gold.runs.flatMap((run) =>
      run.spans.flatMap(({ start, end, lang }) => (lang === 'en' ? [run.text.slice(start, end)] : [])),
    ),
  );
  const sentences = spans.flatMap((text) =>
    [...splitSentences(text)].map(({ start, end }) => text.slice(start, end)),
  );
  return [...new Set(sentences.filter((text) => text.split(' ').length > 3))];
}

/** A word that makes a sentence another one: `edition 1`, `edition 2`, … in letters, which no phrasebook knows. */
export function editionWord(edition: number): string {
  const letters = [...String(edition)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  return `${letters}ton`;
}

/** A sentence whose first word is followed by another. */
export function edit(sentence: string, word: string): string {
  return sentence.replace(' ', ` ${word} `);
}

/** A page of paragraphs. */
export function page(sentences: readonly string[]): string {
  const body = sentences.map((sentence) => `<p>${sentence.replaceAll('<', '&lt;')}</p>`).join('\n');
  return `<!doctype html>\n<html lang="en"><head><title>Report</title></head><body>\n${body}\n</body></html>\n`;
}
