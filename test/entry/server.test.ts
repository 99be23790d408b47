import { expect, it } from 'vitest';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';

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
