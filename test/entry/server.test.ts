import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';
import { CLI, ensureBuilt } from './built-cli.ts';

it('a server that closes answers what it took and takes no more', async () => {
  const server = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1', THREADS: '1' }));
  const translate = (content: string) =>
    fetch(`${server.url}/v1/translate`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ content, target: 'fr' }),
    });
  const content = Array.from({ length: 40 }, (_, i) => `The council of district ${i} met on Monday.`).join(
    ' ',
  );
  await translate('The mayor resigned on Monday.');
  const taken = translate(content);
  await new Promise((resolve) => setTimeout(resolve, 30));
  const closing = server.close();
  const answer = (await (await taken).json()) as { stats: { translated: number } };
  expect(answer.stats.translated).toBeGreaterThan(30);
  await closing;
  await expect(translate('The mayor is back.')).rejects.toThrow();
});

it('a server ends when it is told to, although whoever read its log has left', async () => {
  ensureBuilt();
  const env = { ...process.env, PORT: '0', HOST: '127.0.0.1', THREADS: '1', LOG_FORMAT: 'json' };
  const server = spawn(process.execPath, [CLI, 'serve'], { env, stdio: ['ignore', 'pipe', 'ignore'] });
  let said = '';
  for await (const chunk of server.stdout) {
    said += String(chunk);
    if (said.includes('\n')) break;
  }
  // Its line is held back while the signal comes.
  await fetch(`${/http:[^"\s]+/.exec(said)![0]}/v1/languages`);
  server.kill('SIGTERM');
  expect(await once(server, 'exit')).toEqual([0, null]);
});
