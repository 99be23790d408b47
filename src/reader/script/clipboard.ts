/**
 * Copying.
 * @module
 */
import { messagesIn } from '../messages/messages.ts';
import { element, interfaceOfPage } from './page.ts';

/** How long a button says that it has copied, in milliseconds. */
const CONFIRMED_MS = 2000;

/** Lets the button for copying the link copy what `address` says. */
export function enableCopyLink(address: () => string): void {
  enableCopy('copy-link', address);
}

/** Lets a button copy a text. Where pages may not write to the clipboard (plain HTTP) it stays hidden. */
export function enableCopy(id: string, text: () => string): void {
  if (document.getElementById(id) === null) return;
  const button = element(id, HTMLButtonElement);
  button.hidden = navigator.clipboard === undefined;
  const label = button.textContent;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(text());
    button.textContent = messagesIn(interfaceOfPage()).result.copied;
    setTimeout(() => {
      button.textContent = label;
    }, CONFIRMED_MS);
  });
}
