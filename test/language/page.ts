/** Builds documents for the tests of identification: one block per line of `[role, text, path?]`. */
import type { Block, Document, Role } from '../../src/document/document.ts';
import { rootLayer } from '../../src/document/layer.ts';
import { SourceMap } from '../../src/document/source-map.ts';
import { type LanguageCode, parseLanguage } from '../../src/language/codes.ts';
import { type IdentifyOptions, identify } from '../../src/language/identify.ts';

export type Line = readonly [role: Role, text: string, path?: string];

export function code(tag: string): LanguageCode {
  const language = parseLanguage(tag);
  if (language === undefined) throw new Error(`not a language tag: ${tag}`);
  return language;
}

export function page(lines: readonly Line[], declared?: string): Document {
  const source = lines.map(([, text]) => text).join('\n');
  const layer = rootLayer(source);
  const blocks = lines.map(([role, text, path], id): Block => {
    const map = new SourceMap();
    map.copy(0, text.length);
    return {
      id,
      path: path ?? `html/body/${role}/p[${id + 1}]`,
      role,
      text,
      map,
      layer,
      marks: [],
      escaping: 'markup',
      ...(declared === undefined ? {} : { declared: code(declared) }),
    };
  });
  return {
    format: 'html',
    source,
    scopes: [],
    blocks,
    ...(declared === undefined ? {} : { declared: code(declared) }),
  };
}

/** The pieces of a page as "language: text" lines. */
export async function read(
  lines: readonly Line[],
  declared?: string,
  options?: IdentifyOptions,
): Promise<string[]> {
  return (await identify(page(lines, declared), options)).map(({ language, text }) => `${language}: ${text}`);
}

/** The pieces of one paragraph that stands alone. */
export function readText(text: string, options?: IdentifyOptions): Promise<string[]> {
  return read([['body', text]], undefined, options);
}

/** The language of each label of a navigation bar. */
export async function readMenu(labels: readonly string[], declared?: string): Promise<string[]> {
  const lines = labels.map((label, index): Line => ['chrome', label, `html/body/nav/ul/li[${index + 1}]/a`]);
  return (await read(lines, declared)).map((line) => line.slice(0, line.indexOf(':')));
}
