/** Tests that need Redis, which are skipped aloud where it is not installed. */
import { execFileSync } from 'node:child_process';
import { describe } from 'vitest';

/** `describe` for tests that need Redis. */
export const describeWithRedis = isInstalled() ? describe : skipAloud();

function isInstalled(): boolean {
  try {
    execFileSync('redis-server', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

function skipAloud(): typeof describe.skip {
  console.warn('redis-server is not installed: tests that need it are skipped');
  return describe.skip;
}
