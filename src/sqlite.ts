/**
 * SQLite files, for Node. SQLite runs as WebAssembly: nothing is compiled or downloaded to install it.
 * @module
 */
import sqlite from 'node-sqlite3-wasm';

/** An open file; it must be closed. */
export type Database = InstanceType<typeof sqlite.Database>;

/** For so long, in milliseconds, a statement waits for another process that writes. */
const BUSY_MS = 5000;

/**
 * Opens a file, which is made if there is none.
 * @param schema statements that make what is not there yet.
 * @throws Error when the file cannot be opened or is no database.
 */
export function openDatabase(path: string, schema: string): Database {
  const database = new sqlite.Database(path);
  database.exec(`PRAGMA busy_timeout = ${BUSY_MS}; ${schema}`);
  return database;
}
