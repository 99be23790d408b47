/** A server laid out like the hub, on this machine, that can do what networks do. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from './hub-model.ts';

/** What goes wrong with the answers for a path. */
export interface Fault {
  /** Cut the connection after so many bytes of the file, for so many requests. */
  readonly cut?: { readonly after: number; times: number };
  /** Change a byte, for so many requests. */
  readonly corrupt?: { times: number };
  /** Answer as a server that knows no ranges. */
  readonly wholeOnly?: true;
}

/** Starts a server that has the files of one model. */
export async function startHub(repository: string, files: ReadonlyMap<string, Buffer>) {
  const faults = new Map<string, Fault>();
  const requests: { readonly path: string; readonly range: string | undefined; readonly status: number }[] =
    [];
  const server = createServer(answer);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');

  function answer(request: IncomingMessage, response: ServerResponse): void {
    const path = request.url!.replace(`/${repository}/resolve/main/`, '');
    const file = files.get(path);
    const { cut, corrupt, wholeOnly } = faults.get(path) ?? {};
    const range = request.headers.range;
    const note = (status: number) => requests.push({ path, range, status });
    if (!file) {
      note(404);
      response.writeHead(404).end();
      return;
    }
    const etag = `"${sha256(file)}"`;
    const usable = range && !wholeOnly && request.headers['if-range'] === etag;
    const start = usable ? Number(/\d+/.exec(range)![0]) : 0;
    const headers = { ETag: etag, 'Content-Length': file.length - start };
    if (usable && start >= file.length) {
      note(416);
      response.writeHead(416, { 'Content-Range': `bytes */${file.length}` }).end();
      return;
    }
    note(usable ? 206 : 200);
    response.writeHead(usable ? 206 : 200, {
      ...headers,
      ...(usable && { 'Content-Range': `bytes ${start}-${file.length - 1}/${file.length}` }),
    });
    const body = Buffer.from(file.subarray(start));
    if (corrupt && corrupt.times-- > 0) body[body.length >> 1]! ^= 1;
    if (cut && cut.times-- > 0) {
      response.write(body.subarray(0, cut.after), () => setTimeout(() => response.destroy(), 200));
      return;
    }
    response.end(body);
  }

  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    faults,
    requests,
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}
