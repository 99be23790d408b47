#!/usr/bin/env node
/**
 * The command line: `newsglot translate page.html --to fr`.
 * @module
 */
import { readFile, writeFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { buffer as readStream } from 'node:stream/consumers';
import cliProgress from 'cli-progress';
import { Command, Option } from 'commander';
import { FORMATS, type Format } from '../document/document.ts';
import { sniffFormat } from '../document/formats.ts';
import { checkLanguage } from '../http/schemas.ts';
import { detect } from '../translation/detect.ts';
import type { Progress } from '../translation/translator.ts';
import { TYPOGRAPHIES, type Typography } from '../translation/typography.ts';
import { readConfig } from './config.ts';
import { keysCommand } from './keys-command.ts';
import { modelsCommand } from './models-command.ts';
import { serveUntilStopped } from './node.ts';
import { createNodeServices } from './services-node.ts';

const formatOption = new Option(
  '--format <format>',
  'format of the document (else found from its content)',
).choices(FORMATS);

const program = new Command('newsglot')
  .description('Localises news documents whose languages are mixed.')
  .showHelpAfterError();

program
  .command('translate')
  .description('localise a document into one language')
  .argument('<file>', 'a file, or - for standard input')
  .requiredOption('--to <language>', 'the reader’s language, e.g. fr')
  .option('--from <language>', 'language of the document, if it is known to be one')
  .addOption(formatOption)
  .addOption(
    new Option('--typography <manner>', 'quotation marks, apostrophes and spaces')
      .choices(TYPOGRAPHIES)
      .default('locale'),
  )
  .option('--json', 'print every segment with its language, status and translation')
  .option('--out <file>', 'write to a file instead of standard output')
  .addHelpText('after', '\nExample:\n  newsglot translate article.html --to fr > article.fr.html')
  .action(translateCommand);

program
  .command('detect')
  .description('find the language of every segment')
  .argument('<file>', 'a file, or - for standard input')
  .addOption(formatOption)
  .option('--json', 'print the whole answer as JSON')
  .action(detectCommand);

program
  .command('serve')
  .description('serve the HTTP interface (configured by environment variables)')
  .option('--port <number>', 'port to listen on')
  .action(async (options: { port?: string }) => {
    await serveUntilStopped(readConfig({ ...process.env, ...(options.port ? { PORT: options.port } : {}) }));
  });

program.addCommand(modelsCommand(process.env));

program.addCommand(keysCommand());

interface TranslateFlags {
  readonly to: string;
  readonly from?: string;
  readonly format?: Format;
  readonly typography: Typography;
  readonly json?: true;
  readonly out?: string;
}

async function translateCommand(file: string, flags: TranslateFlags): Promise<void> {
  const content = await readInput(file);
  const config = readConfig(process.env);
  const services = await createNodeServices(config);
  const bar = progressBar();
  try {
    const { languages } = services.models[0]!;
    const translator = await services.translator();
    const result = await translator.localise(
      {
        content,
        format: flags.format ?? formatOf(file, content),
        target: checkLanguage(flags.to, languages, '--to'),
        source: flags.from === undefined ? undefined : checkLanguage(flags.from, languages, '--from'),
        typography: flags.typography,
      },
      { onSegment: (_, progress) => bar.show(progress) },
    );
    bar.stop();
    await writeOutput(flags.json ? `${JSON.stringify(result, null, 2)}\n` : result.content, flags.out);
    const { translated, kept, uncertain, failed, totalMs } = result.stats;
    if (process.stderr.isTTY) {
      console.error(
        `${translated} translated, ${kept} kept, ${uncertain} uncertain, ${failed} failed, ${Math.round(totalMs)} ms`,
      );
    }
  } finally {
    bar.stop();
    await services.close();
  }
}

async function detectCommand(file: string, flags: { format?: Format; json?: true }): Promise<void> {
  const content = await readInput(file);
  const config = readConfig(process.env);
  const limits = { segments: config.MAX_SEGMENTS, confidence: config.MIN_CONFIDENCE };
  const detection = detect(content, flags.format ?? formatOf(file, content), limits);
  if (flags.json) return writeOutput(`${JSON.stringify(detection, null, 2)}\n`);
  const lines = detection.segments.map(
    ({ language, confidence, role, text }) => `${language}\t${confidence.toFixed(2)}\t${role}\t${text}\n`,
  );
  return writeOutput(lines.join(''));
}

/** Endings of files that say more than the content may. */
const ENDINGS: Readonly<Record<string, Format>> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'text',
  '.html': 'html',
  '.htm': 'html',
};

function formatOf(file: string, content: string): Format {
  return ENDINGS[extname(file).toLowerCase()] ?? sniffFormat(content);
}

/** A file or standard input; bytes that are not UTF-8 would be lost, so they are refused. */
async function readInput(file: string): Promise<string> {
  const bytes = file === '-' ? await readStream(process.stdin) : await readFile(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Error(`${file} is not UTF-8; convert it first, e.g. with iconv`);
  }
}

/** Writes to a file or standard output; a reader that has seen enough (`| head`) is no error. */
async function writeOutput(content: string, file?: string): Promise<void> {
  if (file !== undefined) return writeFile(file, content);
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (!isBrokenPipe(error)) throw error;
    process.exit(0);
  });
  await new Promise<void>((resolve, reject) => {
    process.stdout.write(content, (error) => (error && !isBrokenPipe(error) ? reject(error) : resolve()));
  });
}

function isBrokenPipe(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE';
}

/** A bar on a terminal, nothing in a pipe. */
function progressBar() {
  const bar = new cliProgress.SingleBar(
    {
      format: 'localising {bar} {value}/{total}',
      clearOnComplete: true,
      hideCursor: true,
      stream: process.stderr,
    },
    cliProgress.Presets.shades_classic,
  );
  return {
    show({ done, total }: Progress) {
      if (!process.stderr.isTTY) return;
      if (!bar.isActive) bar.start(total, 0);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
}

try {
  await program.parseAsync();
} catch (error) {
  console.error(`newsglot: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
