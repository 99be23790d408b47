/**
 * The page that stands where an article does not, and the one for whatever else goes wrong.
 * @module
 */
import { errorMessage, type Interface, messagesIn } from '../../reader/messages/messages.ts';
import { Layout } from './layout.tsx';

/** No article is at this address. */
export function Missing({ ui }: { readonly ui: Interface }) {
  const { missing } = messagesIn(ui);
  return (
    <Layout ui={ui} title={`${missing.title} · Newsglot`} head={<meta name="robots" content="noindex" />}>
      <section class="opening">
        <h1>{missing.title}</h1>
        <p class="lede">{missing.text}</p>
        <p>
          <a class="button" href="/">
            {missing.back}
          </a>
        </p>
      </section>
    </Layout>
  );
}

/** An error with a machine code. */
export function Failure({ ui, code }: { readonly ui: Interface; readonly code: string }) {
  const m = messagesIn(ui);
  return (
    <Layout ui={ui} title={`${m.failure.title} · Newsglot`} head={<meta name="robots" content="noindex" />}>
      <section class="opening">
        <h1>{m.failure.title}</h1>
        <p class="lede">{errorMessage(m, code)}</p>
        <p>
          <a class="button" href="/">
            {m.missing.back}
          </a>
        </p>
      </section>
    </Layout>
  );
}
