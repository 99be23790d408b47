/**
 * `newsglot detect`.
 * @module
 */
import { Command } from 'commander';
import type { Format } from '../../document/document.ts';
import { formatOption, quietOption } from './options.ts';

/** Options of the command as commander reads them. */
export interface DetectFlags {
  readonly format?: Format;
  readonly json?: true;
  readonly quiet?: true;
}

/** The command. */
export function detectCommand(): Command {
  return new Command('detect')
    .description('find the language of every segment')
    .argument('<documents...>', 'files, patterns in quotes, http(s) addresses, or - for standard input')
    .addOption(formatOption())
    .option('--json', 'all there is to say of every segment; a line for each of several documents')
    .addOption(quietOption())
    .addHelpText(
      'after',
      `
Prints a line for each segment: its language ("zxx": in none, "und": cannot be told), how sure that is, what it is for on
the page, its text; of several documents, the name of its document first. The shares of languages go to standard error.

Examples:
  newsglot detect page.html
  newsglot detect 'site/*.html' --quiet | cut -f 1,2 | sort | uniq -c`,
    )
    .action(async (documents: string[], flags: DetectFlags) => {
      const { detectDocuments } = await import('./detect-documents.ts');
      process.exitCode = await detectDocuments(documents, flags);
    });
}
