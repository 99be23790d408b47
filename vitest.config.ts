import { cloudflareTest } from '@cloudflare/vitest-pool-workers';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          include: ['test/**/*.test.ts'],
          exclude: ['test/**/*.worker.test.ts', 'test/browser/**'],
          testTimeout: 60_000,
        },
      },
      {
        // Needs Chromium, and says so where there is none.
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            // Callers may have keys; jobs take many steps.
            miniflare: { bindings: { KEYS: 'optional', JOB_STEP_CHARACTERS: '300' } },
          }),
        ],
        test: { name: 'workerd', include: ['test/**/*.worker.test.ts'], testTimeout: 60_000 },
      },
    ],
  },
});
