import { describe, expect, it } from 'vitest';
import type { Tenant } from '../../src/accounts/accounts.ts';
import { Turns } from '../../src/jobs/turns.ts';

/** Jobs of tenants, in the order in which they are done; an upper-case tenant's are of a hundred thousand characters. */
function queue() {
  const turns = new Turns();
  const waiting: { tenant: string; turn: number }[] = [];
  return {
    add(tenants: string) {
      for (const tenant of tenants) {
        const characters = tenant === tenant.toUpperCase() ? 100_000 : 10;
        waiting.push({ tenant, turn: turns.take(tenant as Tenant, characters) });
      }
    },
    next(count: number): string {
      let done = '';
      for (let i = 0; i < count; i++) {
        const lowest = Math.min(...waiting.map(({ turn }) => turn));
        const [job] = waiting.splice(
          waiting.findIndex(({ turn }) => turn === lowest),
          1,
        );
        turns.serve(job!.turn);
        done += job!.tenant;
      }
      return done;
    },
  };
}

describe('turns', () => {
  it('are in the order of arrival for one tenant', () => {
    const jobs = queue();
    jobs.add('aAaA');
    expect(jobs.next(4)).toBe('aAaA');
  });

  it('keep nobody waiting behind the many jobs of another', () => {
    const jobs = queue();
    jobs.add('a'.repeat(1000));
    expect(jobs.next(1)).toBe('a');
    jobs.add('b');
    expect(jobs.next(2)).toContain('b');
    jobs.add('c');
    expect(jobs.next(2)).toContain('c');
  });

  it('alternate between tenants who all have many', () => {
    const jobs = queue();
    jobs.add('aaaabbbbcccc');
    expect(jobs.next(12)).toBe('abcabcabcabc');
  });

  it('are counted by the work, not by the jobs', () => {
    const jobs = queue();
    jobs.add('AAAA');
    jobs.add('b'.repeat(50));
    expect(jobs.next(52).replaceAll('b', '')).toBe('AA');
  });

  it('are not saved up by those who were away', () => {
    const jobs = queue();
    jobs.add('a'.repeat(100));
    jobs.next(90);
    jobs.add('bbbb');
    expect(jobs.next(6)).toMatch(/^(?:ab|ba)+$/);
  });
});
