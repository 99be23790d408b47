/**
 * Descriptions, whose only markup are the backticks of code.
 * @module
 */

/** A paragraph of a description. */
export function Prose({ text }: { readonly text: string }) {
  return <p>{text.split('`').map((part, index) => (index % 2 === 1 ? <code>{part}</code> : part))}</p>;
}
