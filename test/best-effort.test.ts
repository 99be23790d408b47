import { describe, expect, it } from 'vitest';
import { createBestEffort } from '../src/best-effort.ts';

const never = () => new Promise<string>(() => {});

describe('work that may fail', () => {
  const start = (pauseMs: number) => {
    const reported: unknown[] = [];
    const attempt = createBestEffort({ timeoutMs: 20, pauseMs, report: (error) => reported.push(error) });
    return { attempt, reported };
  };

  it('has its own answer while it does not', async () => {
    const { attempt, reported } = start(60_000);
    expect(await attempt(async () => 'done', 'otherwise')).toBe('done');
    expect(reported).toEqual([]);
  });

  it('has another when it fails or takes too long, which is reported', async () => {
    for (const work of [() => Promise.reject(new Error('gone')), never]) {
      const { attempt, reported } = start(60_000);
      expect(await attempt(work, 'otherwise')).toBe('otherwise');
      expect(reported).toEqual([expect.any(Error)]);
    }
  });

  it('is not tried for a while then, and reported once', async () => {
    const { attempt, reported } = start(60_000);
    await attempt(never, 'otherwise');
    let tried = 0;
    const again = async () => `tried ${++tried}`;
    expect(await Promise.all([attempt(again, 'otherwise'), attempt(again, 'otherwise')])).toEqual([
      'otherwise',
      'otherwise',
    ]);
    expect(tried).toBe(0);
    expect(reported).toHaveLength(1);
  });

  it('is tried again after the pause', async () => {
    const { attempt } = start(1);
    await attempt(never, 'otherwise');
    await new Promise((resolve) => setTimeout(resolve, 10));
    expect(await attempt(async () => 'done', 'otherwise')).toBe('done');
  });
});
