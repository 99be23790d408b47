/** The parts of Cloudflare's runtime module that are used here; its own types clash with those of the DOM. */
declare module 'cloudflare:workers' {
  /** A value that SQLite keeps. */
  export type SqlValue = string | number | null;

  export interface SqlStorage {
    exec<Row extends Record<string, SqlValue>>(query: string, ...bindings: SqlValue[]): { toArray(): Row[] };
  }

  export interface DurableObjectState {
    readonly storage: {
      readonly sql: SqlStorage;
      transactionSync<T>(work: () => T): T;
      /** @param time milliseconds since 1970 */
      setAlarm(time: number): Promise<void>;
      deleteAll(): Promise<void>;
    };
  }

  export abstract class DurableObject {
    protected readonly ctx: DurableObjectState;
    constructor(ctx: DurableObjectState, env: unknown);
  }
}
