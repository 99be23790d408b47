#!/usr/bin/env node
/**
 * The command line: `newsglot translate page.html --to fr`. A command is a file of `commands/`.
 * @module
 */
import { readFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { cacheCommand } from './commands/cache.ts';
import { completionCommand, completionServer } from './commands/completion.ts';
import { detectCommand } from './commands/detect.ts';
import { exitCodeOf, explain } from './commands/exit.ts';
import { keysCommand } from './commands/keys.ts';
import { modelsCommand } from './commands/models.ts';
import { serveCommand } from './commands/serve.ts';
import { translateCommand } from './commands/translate.ts';

const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const program = new Command('newsglot')
  .description('Localises news documents whose languages are mixed.')
  .version(version)
  .addCommand(translateCommand())
  .addCommand(detectCommand())
  .addCommand(serveCommand())
  .addCommand(modelsCommand(process.env))
  .addCommand(keysCommand())
  .addCommand(cacheCommand())
  .addCommand(completionCommand())
  .addHelpText(
    'after',
    `
\`newsglot help translate\` tells more. Exit codes: 0 done, 1 something failed, 2 the command line is wrong,
3 under --strict, some segments stand in their source. Errors end with a [code] for machines.

Examples:
  newsglot translate article.html --to fr > article.fr.html
  newsglot detect article.html
  newsglot serve`,
  );
program.addCommand(completionServer(program), { hidden: true });

/** What is wrong with a command line is ours to end with, and to tell in two lines. */
function adopt(command: Command): void {
  command.exitOverride().showHelpAfterError(`(newsglot ${pathOf(command)}--help tells more)`);
  command.commands.forEach(adopt);
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)}${command.name()} ` : '';
}

adopt(program);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has told its own already.
  if (!(error instanceof CommanderError)) console.error(`newsglot: ${explain(error)}`);
  process.exitCode = exitCodeOf(error);
}
