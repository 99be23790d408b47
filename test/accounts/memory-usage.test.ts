import { describe } from 'vitest';
import { createMemoryUsage } from '../../src/accounts/memory-usage.ts';
import { describeUsageStore } from './usage-store.ts';

describe('counts in memory', () => {
  describeUsageStore(() => createMemoryUsage());
});
