import { afterAll } from 'vitest';
import { readConfig } from '../../src/entry/config.ts';
import { startServer } from '../../src/entry/node.ts';
import { describeRuntime } from './cases.ts';

const server = await startServer(readConfig({ PORT: '0', HOST: '127.0.0.1' }));
afterAll(() => server.close());
describeRuntime('Node, over a socket', (path, init) => fetch(server.url + path, init));
