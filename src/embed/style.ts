/**
 * How the switch looks. It is a style sheet made by script, which a strict content security policy lets through; a publisher
 * sets its colours by `color`, `background` and `font` on the element, or its parts by `::part()`.
 * @module
 */

const CSS = `
:host {
  display: inline-flex;
  flex-wrap: wrap;
  align-items: center;
  gap: .35em .6em;
  font: 500 .875rem/1.3 system-ui, sans-serif;
}
:host([hidden]) { display: none; }
label { display: inline-flex; align-items: center; gap: .45em; }
svg { flex: none; width: 1.15em; height: 1.15em; }
select, button {
  min-height: 2.2em;
  padding: .2em .6em;
  border: 1px solid color-mix(in srgb, currentColor 45%, transparent);
  border-radius: .35em;
  background: transparent;
  color: inherit;
  font: inherit;
  cursor: pointer;
}
option { background: Canvas; color: CanvasText; }
select:hover, button:hover { border-color: currentColor; }
:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
[role="status"] { display: inline-flex; align-items: center; gap: .45em; }
[role="status"]:empty { display: none; }
.working::before {
  content: "";
  width: .8em;
  height: .8em;
  border: 2px solid currentColor;
  border-right-color: transparent;
  border-radius: 50%;
  animation: turn 1s linear infinite;
}
@keyframes turn { to { transform: rotate(1turn); } }
@media (prefers-reduced-motion: reduce) { .working::before { animation: none; } }
@media print { :host { display: none; } }
`;

let sheet: CSSStyleSheet | undefined;

/** The style sheet, one for all switches of a page. */
export function styleSheet(): CSSStyleSheet {
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(CSS);
  }
  return sheet;
}
