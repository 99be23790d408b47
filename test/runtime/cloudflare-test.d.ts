/** The parts of Cloudflare's test module that are used here; its own types clash with those of the DOM. */
declare module 'cloudflare:test' {
  type Bindings = Required<import('../../src/entry/config-worker.ts').WorkerBindings>;

  export interface ExecutionContext {
    waitUntil(work: Promise<unknown>): void;
  }

  export const SELF: { fetch(url: string, init?: RequestInit): Promise<Response> };
  export const env: Omit<Bindings, 'AI'> & {
    readonly CACHE: { list(): Promise<{ readonly keys: readonly { readonly name: string }[] }> };
    readonly ACCOUNTS: { put(key: string, value: string): Promise<void> };
  };
  export function createExecutionContext(): ExecutionContext;
  export function waitOnExecutionContext(context: ExecutionContext): Promise<void>;
}
