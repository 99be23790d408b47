/**
 * Has the benchmarks measure the built service: what they import from `src` comes from `dist`. Under `tsx` some code takes half
 * as long again as what is shipped, since it keeps every function's name with a call.
 *
 * `node --import tsx --import ./bench/built.mjs bench/…`
 * @module
 */
import { register } from 'node:module';
import { isMainThread } from 'node:worker_threads';

// Node runs the hook in a thread of its own, which loads this file as well.
if (isMainThread) register(import.meta.url);

const SOURCES = '../src/';

/** @type {import('node:module').ResolveHook} */
export const resolve = (specifier, context, next) => {
  const built =
    specifier.startsWith(SOURCES) &&
    new URL('.', context.parentURL).href === new URL('.', import.meta.url).href;
  return next(built ? specifier.replace(SOURCES, '../dist/').replace(/\.ts$/, '.js') : specifier, context);
};
