/**
 * The page around the script.
 * @module
 */
import { type Interface, isInterface } from '../messages/messages.ts';

/** The language of the interface, as the page states it. */
export function interfaceOfPage(): Interface {
  const { lang } = document.documentElement;
  return isInterface(lang) ? lang : 'en';
}

/** An element that the page has. @throws Error if it does not have it, or it is of another kind. */
export function element<T extends Element>(id: string, kind: abstract new () => T): T {
  const found = document.getElementById(id);
  if (found instanceof kind) return found;
  throw new Error(`the page has no ${kind.name} #${id}`);
}
