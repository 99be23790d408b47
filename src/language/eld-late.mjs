/**
 * Stands for `eld/small` in the bundle of the Worker (`alias` in wrangler.toml): its tables, an object of some 100,000
 * others, take 0.1 to 0.2 s to build and 16 MB. Here they are built when a text is first looked at: not at the start of an
 * isolate, and never in one that only answers from its caches.
 *
 * esbuild alone reads this file. It turns `require` of a module into the call of a function that evaluates it once.
 * @module
 */
const load = () => require('../../node_modules/eld/src/entries/static.small.js').eld;

export const eld = {
  detect: (text) => load().detect(text),
  info: () => load().info(),
};
