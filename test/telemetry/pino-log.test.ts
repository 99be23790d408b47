import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { expect, it } from 'vitest';

/** What a process writes to its standard output that runs `script` with a log and then ends, after it has flushed the log. */
async function outputOf(script: string): Promise<string> {
  const source = new URL('../../src/telemetry/pino-log.ts', import.meta.url).href;
  const program = `const { openLog } = await import('${source}');
    const log = await openLog({ level: 'info', format: 'json' });
    ${script};
    await log.flush();
    process.exit();`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return text(child.stdout);
}

it('the log of a process is a line of JSON for each event, in order, and none is lost at the end', async () => {
  const before = Date.now();
  const output = await outputOf(`
    for (let i = 0; i < 1000; i++) log.write('info', 'request', { i, nested: { quote: '"\\n' } });
    log.write('debug', 'not written', { i: -1 });
    log.write('error', 'without facts', {});
  `);
  const lines = output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines).toHaveLength(1001);
  expect(lines[999]).toMatchObject({ level: 'info', msg: 'request', i: 999, nested: { quote: '"\n' } });
  expect(lines.slice(0, 1000).map(({ i }) => i)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
  expect(lines[1000]).toEqual({ level: 'error', msg: 'without facts', time: lines[1000]!.time });
  for (const { time } of lines) {
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
  }
});

it('a line is written soon, though few come', async () => {
  const output = await outputOf(`
    log.write('info', 'alone', {});
    await new Promise((resolve) => setTimeout(resolve, 1000));
    process.exit()
  `);
  expect(JSON.parse(output)).toMatchObject({ msg: 'alone' });
});
