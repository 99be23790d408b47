/**
 * `newsglot translate`.
 * @module
 */
import { Command, Option } from 'commander';
import type { Format } from '../../document/document.ts';
import { TYPOGRAPHIES, type Typography } from '../../translation/typography.ts';
import { formatOption, quietOption } from './options.ts';

/** Options of the command as commander reads them. */
export interface TranslateFlags {
  readonly to: string;
  readonly from?: string;
  readonly format?: Format;
  readonly glossary?: string;
  readonly typography: Typography;
  readonly out?: string;
  readonly json?: true;
  readonly strict?: true;
  readonly quiet?: true;
}

/** The command. */
export function translateCommand(): Command {
  return new Command('translate')
    .description('localise documents into one language')
    .argument('<documents...>', 'files, patterns in quotes, http(s) addresses, or - for standard input')
    .requiredOption('--to <language>', 'the reader’s language, e.g. fr')
    .option('--from <language>', 'language of the documents, if they are known to be in one')
    .addOption(formatOption())
    .option('--glossary <file|json>', 'terms whose translation is fixed: JSON, or a file of JSON, CSV or TSV')
    .addOption(
      new Option('--typography <manner>', 'quotation marks, apostrophes and spaces')
        .choices(TYPOGRAPHIES)
        .default('locale'),
    )
    .option('--out <place>', 'a file; a folder for several documents, or where the name ends in /')
    .option('--json', 'every segment with its language, status and translation')
    .option('--strict', 'exit with 3 when a segment was left in its source that should not be')
    .addOption(quietOption())
    .addHelpText(
      'after',
      `
One document goes to standard output, or to --out. Several need --out FOLDER, where each keeps its path; or --json, which
then prints a line for each. What is in the reader's language already stays as it is, to the byte; so does what no
translation could be trusted for. One line for each document on standard error says how many segments that were.

Examples:
  newsglot translate article.html --to fr > article.fr.html
  newsglot translate 'site/**/*.html' --to fr --out site-fr/
  newsglot translate https://news.example/feed.xml --to en --out feed.en.xml
  newsglot translate page.html --to fr --glossary '{"mayor": "édile", "Soyuz-2": null}'
  echo "The mayor resigned. Lire la suite »" | newsglot translate - --to fr --quiet
  newsglot translate page.html --to fr --json | jq '.segments[] | select(.status == "uncertain")'`,
    )
    .action(async (documents: string[], flags: TranslateFlags) => {
      const { translateDocuments } = await import('./translate-documents.ts');
      process.exitCode = await translateDocuments(documents, flags);
    });
}
