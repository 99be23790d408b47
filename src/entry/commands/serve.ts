/**
 * `newsglot serve`.
 * @module
 */
import { Command, Option } from 'commander';

interface ServeFlags {
  readonly port: string;
  readonly host: string;
  readonly model: string;
}

/** The command. */
export function serveCommand(): Command {
  return new Command('serve')
    .description('serve the HTTP interface')
    .addOption(new Option('--port <number>', 'port to listen on; 0 for any').env('PORT').default('8787'))
    .addOption(new Option('--host <address>', 'address to listen on').env('HOST').default('0.0.0.0'))
    .addOption(new Option('--model <name>', 'see `newsglot models list`').env('MODEL').default('embedded'))
    .addHelpText(
      'after',
      `
All else is set by environment variables, which the README lists: KEYS_FILE, GLOSSARY_FILE, THREADS, MAX_BODY_BYTES, …
SIGINT and SIGTERM end it once the requests under way are answered.

Examples:
  newsglot serve --port 8080
  KEYS_FILE=keys.json THREADS=2 newsglot serve --host 127.0.0.1`,
    )
    .action(async ({ port, host, model }: ServeFlags) => {
      const [{ readConfig }, { serveUntilStopped }] = await Promise.all([
        import('../config.ts'),
        import('../node.ts'),
      ]);
      await serveUntilStopped(readConfig({ ...process.env, PORT: port, HOST: host, MODEL: model }));
    });
}
