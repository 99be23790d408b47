/**
 * The service on Node: `npm start`, or `newsglot serve`.
 * @module
 */
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { serve } from '@hono/node-server';
import { createApp } from '../app.ts';
import { logFault, logRequestFault } from '../telemetry/log.ts';
import { openLog } from '../telemetry/pino-log.ts';
import { createPrometheus } from '../telemetry/prometheus.ts';
import { noTelemetry, type Telemetry } from '../telemetry/telemetry.ts';
import { type Config, readConfig } from './config.ts';
import { createServerServices } from './jobs-node.ts';

/** Longest time that a shutdown waits for requests under way. */
const GRACE_MS = 30_000;
/** How long an idle connection is kept: longer than load balancers keep theirs (60 s), so that none is closed under a request. */
const KEEP_ALIVE_MS = 75_000;

/** A running server. */
export interface RunningServer {
  /** `http://host:port` as bound. */
  readonly url: string;
  /** Takes no more requests, answers those it has, frees the model. */
  close(): Promise<void>;
}

/** Starts the service. @throws when the model or the port is not to be had. */
export async function startServer(
  config: Config,
  telemetry: Telemetry = noTelemetry,
): Promise<RunningServer> {
  const services = await createServerServices(config, telemetry);
  const app = createApp(services);
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const starting = serve(
      {
        fetch: app.fetch,
        port: config.PORT,
        hostname: config.HOST,
        serverOptions: {
          // A request that takes longer to arrive than it may take to answer is cut off (408).
          requestTimeout: config.REQUEST_TIMEOUT_MS,
          headersTimeout: Math.min(60_000, config.REQUEST_TIMEOUT_MS),
          keepAliveTimeout: KEEP_ALIVE_MS,
        },
      },
      () => resolve(starting),
    );
    starting.once('error', reject);
  });
  const { port } = server.address() as AddressInfo;
  const host = config.HOST === '0.0.0.0' || config.HOST === '::' ? '127.0.0.1' : config.HOST;
  return {
    url: `http://${host}:${port}`,
    async close() {
      // Connections are closed as they become idle; those still busy after the grace are cut.
      const closed = new Promise((resolve) => server.close(resolve));
      const idle = setInterval(() => (server as Server).closeIdleConnections(), 50);
      const grace = setTimeout(() => (server as Server).closeAllConnections(), GRACE_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(grace);
      await services.close();
    },
  };
}

/** Serves until SIGINT or SIGTERM, or until an error that nothing has caught, after which nothing is certain any more. */
export async function serveUntilStopped(config: Config): Promise<void> {
  const log = await openLog({ level: config.LOG_LEVEL, format: config.LOG_FORMAT });
  const end = (code: number) => void log.flush().then(() => process.exit(code));
  process.on('uncaughtException', (error) => {
    logRequestFault(log, error);
    end(1);
  });
  const server = await startServer(config, { log, metrics: createPrometheus() });
  log.write('info', 'listening', { url: server.url, pid: process.pid });
  // Whoever has started it waits for this line.
  void log.flush();
  const stop = (signal: NodeJS.Signals) => {
    log.write('info', 'stopping', { signal });
    server.close().then(
      () => end(0),
      (error: unknown) => {
        logFault(log, error);
        end(1);
      },
    );
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await serveUntilStopped(readConfig(process.env));
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  }
}
