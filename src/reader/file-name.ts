/**
 * Names for downloaded documents.
 * @module
 */
import type { Format } from '../document/document.ts';

const EXTENSIONS: Readonly<Record<Format, string>> = {
  text: 'txt',
  html: 'html',
  markdown: 'md',
  rss: 'rss',
  atom: 'atom',
  jsonfeed: 'json',
  ninjs: 'json',
  nitf: 'xml',
};

/** A name for a document in a language: `article.fr.html`. */
export function fileNameOf(format: Format, target: string): string {
  return `article.${target}.${EXTENSIONS[format]}`;
}
