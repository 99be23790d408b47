/** The parts of Cloudflare's test module that are used here; its own types clash with those of the DOM. */
declare module 'cloudflare:test' {
  type Bindings = Required<import('../../src/entry/config-worker.ts').WorkerBindings>;

  export interface ExecutionContext {
    waitUntil(work: Promise<unknown>): void;
  }

  interface State {
    readonly storage: {
      readonly sql: {
        exec<Row = unknown>(query: string): { toArray(): Row[] };
      };
    };
  }

  /** Runs code where an object is. */
  export function runInDurableObject<T>(
    object: object,
    work: (instance: unknown, state: State) => T,
  ): Promise<Awaited<T>>;
  /** @returns whether an alarm was set */
  export function runDurableObjectAlarm(object: object): Promise<boolean>;
  export function createMessageBatch<T>(
    queue: string,
    messages: readonly {
      readonly id: string;
      readonly timestamp: Date;
      readonly attempts: number;
      readonly body: T;
    }[],
  ): Parameters<typeof import('../../src/entry/worker.ts')['default']['queue']>[0];
  export function getQueueResult(
    batch: object,
    context: ExecutionContext,
  ): Promise<{ readonly explicitAcks: readonly string[] }>;

  export const SELF: { fetch(url: string, init?: RequestInit): Promise<Response> };
  export const env: Omit<Bindings, 'AI'> & {
    readonly CACHE: { list(): Promise<{ readonly keys: readonly { readonly name: string }[] }> };
    readonly ACCOUNTS: { put(key: string, value: string): Promise<void> };
  };
  export function createExecutionContext(): ExecutionContext;
  export function waitOnExecutionContext(context: ExecutionContext): Promise<void>;
}
