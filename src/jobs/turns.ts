/**
 * Whose job is next, where jobs of many tenants wait: tenants take turns by the work that they have had, so that a tenant who
 * hands in a thousand jobs keeps nobody waiting who hands in one.
 *
 * Start-time fair queueing, as of the sentences before the engine (`engine/fair-queue.ts`), in numbers that a queue with
 * priorities can order by: a job's turn is where the work of its tenant's earlier jobs ends, and no earlier than the turn
 * that was served last. The lowest turn is next.
 * @module
 */
import type { Tenant } from '../accounts/accounts.ts';

/** Characters that make one turn more. */
const CHARACTERS_A_TURN = 1000;

/** How many turns a job takes. */
export function turnsOf(characters: number): number {
  return 1 + Math.floor(characters / CHARACTERS_A_TURN);
}

/** Gives out turns. */
export class Turns {
  /** Where the work of each tenant ends. */
  readonly #ends = new Map<Tenant, number>();
  #served = 0;

  /** The turn of a tenant's new job. */
  take(tenant: Tenant, characters: number): number {
    const turn = Math.max(this.#served, this.#ends.get(tenant) ?? 0) + 1;
    this.#ends.set(tenant, turn - 1 + turnsOf(characters));
    return turn;
  }

  /** The job of a turn has begun. */
  serve(turn: number): void {
    this.#served = Math.max(this.#served, turn);
    // Of those whose work is behind the turn that is served nothing has to be known.
    for (const [tenant, end] of this.#ends) if (end <= this.#served) this.#ends.delete(tenant);
  }
}
