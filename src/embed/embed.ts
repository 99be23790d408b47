/**
 * What `/embed.js` does: makes `<newsglot-switch>` known to the page.
 * @module
 */
import { NewsglotSwitch } from './switch.ts';

// A page that loads the script twice keeps the first.
if (!customElements.get('newsglot-switch')) customElements.define('newsglot-switch', NewsglotSwitch);
