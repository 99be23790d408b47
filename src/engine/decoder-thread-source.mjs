// Runs decoder-thread.ts from source: a new thread has to learn TypeScript first. What is built does not use this file.
import { register } from 'tsx/esm/api';

register();
await import('./decoder-thread.ts');
