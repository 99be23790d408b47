/**
 * The style sheet of the documentation.
 * @module
 */

/** CSS. */
export const STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #1c1c1e; --line: #d4d4d8; --soft: #f4f4f5; --accent: #2456a6; }
@media (prefers-color-scheme: dark) {
  :root { --page: #18181b; --ink: #e8e8ea; --line: #46464c; --soft: #232327; --accent: #8fb4f2; }
}
html { background: var(--page); color: var(--ink); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 62rem; padding: 1.5rem; font: 1rem/1.5 system-ui, sans-serif; }
h1 { font-size: 1.6rem; line-height: 1.2; }
h2 { margin: 2.5rem 0 0.5rem; font-size: 1.25rem; }
h3 { margin: 1rem 0 0.25rem; font-size: 1rem; }
p { margin: 0.25rem 0; max-width: 46rem; }
a { color: var(--accent); }
code, pre, .type, .types { font-family: ui-monospace, monospace; font-size: 0.875rem; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.75rem; background: var(--soft); border-radius: 0.375rem; }
nav { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; margin: 1rem 0; }
details, article { margin: 0.5rem 0; padding: 0.5rem 0.75rem; border: 1px solid var(--line); border-radius: 0.375rem; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.method { display: inline-block; min-width: 4rem; font-weight: 600; color: var(--accent); }
.required { margin-left: 0.5rem; font-size: 0.8125rem; font-style: italic; }
dl.fields { margin: 0.25rem 0 0.25rem 0.25rem; padding-left: 0.75rem; border-left: 2px solid var(--line); }
dt { margin-top: 0.375rem; }
dd { margin: 0 0 0 1rem; }
.responses dt { font-weight: 600; }
.types { overflow-wrap: anywhere; }
.type { overflow-wrap: anywhere; }
`;
