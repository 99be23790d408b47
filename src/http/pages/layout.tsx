/**
 * What all pages have around them.
 * @module
 */
import type { Child } from 'hono/jsx';
import { direction } from '../../document/language-scopes.ts';
import type { LanguageCode } from '../../language/codes.ts';
import { type Interface, messagesIn } from '../../reader/messages/messages.ts';
import { ENTRIES } from './bundled.ts';

interface LayoutProps {
  readonly ui: Interface;
  readonly title: string;
  /** More of the head: links, descriptions. */
  readonly head?: Child;
  /** Query string of the address that shows this page in the other interface; absent where there is none. */
  readonly otherInterface?: string;
  readonly children: Child;
}

/** A whole page. */
export function Layout({ ui, title, head, otherInterface, children }: LayoutProps) {
  const m = messagesIn(ui);
  return (
    <html lang={ui} dir={direction(ui as string as LanguageCode)}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="preload" href={ENTRIES.font} as="font" type="font/woff2" crossorigin="anonymous" />
        <link rel="stylesheet" href={ENTRIES.style} />
        <link rel="icon" href={ENTRIES.icon} type="image/svg+xml" />
        <script type="module" src={ENTRIES.script} />
        {head}
      </head>
      <body>
        <a class="skip" href="#content">
          {m.skip}
        </a>
        <header class="masthead">
          <a class="wordmark" href="/">
            Newsglot
          </a>
          <p class="tagline">{m.tagline}</p>
          {otherInterface !== undefined && (
            <a
              class="interface"
              href={otherInterface}
              lang={m.otherInterface.code}
              hreflang={m.otherInterface.code}
              rel="nofollow"
            >
              {m.otherInterface.label}
            </a>
          )}
        </header>
        <main id="content">{children}</main>
      </body>
    </html>
  );
}

/** A page as the text of a document. */
export function documentOf(page: { toString(): string | Promise<string> }): string | Promise<string> {
  const text = page.toString();
  return typeof text === 'string' ? `<!DOCTYPE html>${text}` : text.then((late) => `<!DOCTYPE html>${late}`);
}
