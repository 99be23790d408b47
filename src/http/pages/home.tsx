/**
 * The page on which an article is pasted and read.
 * @module
 */
import type { LanguageCode } from '../../language/codes.ts';
import {
  capitalised,
  errorMessage,
  type Interface,
  languageName,
  messagesIn,
} from '../../reader/messages/messages.ts';
import { ViewSwitch } from '../../reader/view-switch.tsx';
import { Layout } from './layout.tsx';

interface HomeProps {
  readonly ui: Interface;
  readonly target: LanguageCode;
  readonly languages: readonly LanguageCode[];
  /** Text that the field holds already. */
  readonly content?: string;
  /** Machine code of what was wrong with the form that was sent. */
  readonly error?: string;
}

/** Types that the choice of a file offers first; what a file is, its content tells. */
const FILES = '.html,.htm,.txt,.md,.xml,.rss,.atom,.json,.nitf,text/*,application/json,application/xml';

/** The front page. */
export function Home({ ui, target, languages, content = '', error }: HomeProps) {
  const m = messagesIn(ui);
  const needsKey = error === 'key_required' || error === 'key_refused';
  return (
    <Layout
      ui={ui}
      title={`Newsglot · ${m.home.title}`}
      otherInterface={`/?ui=${m.otherInterface.code}`}
      head={<meta name="description" content={m.home.lede} />}
    >
      <section class="opening">
        <h1>{m.home.title}</h1>
        <p class="lede">{m.home.lede}</p>
      </section>
      <form id="compose" class="compose" method="post" action="/" enctype="multipart/form-data">
        <label class="unseen" for="source">
          {m.home.content}
        </label>
        <textarea
          id="source"
          name="content"
          rows={9}
          dir="auto"
          spellcheck={false}
          placeholder={m.home.placeholder}
          aria-describedby="failure"
        >
          {content}
        </textarea>
        <p id="failure" class="failure" role="alert">
          {error === undefined ? '' : errorMessage(m, error)}
        </p>
        <p class="key" id="key-field" hidden={!needsKey}>
          <label for="key">{m.home.key}</label>
          <input id="key" name="api_key" type="password" autocomplete="off" />
        </p>
        <div class="controls">
          <div class="sources">
            <input id="file" class="unseen" type="file" name="file" accept={FILES} />
            <label class="button quiet" for="file">
              {m.home.file}
            </label>
            <a id="sample" class="button quiet" href="/?sample">
              {m.home.sample}
            </a>
          </div>
          <div class="go">
            <label for="target">{m.home.target}</label>
            <select id="target" name="target">
              {languages.map((code) => (
                <option value={code} selected={code === target}>
                  {capitalised(languageName(ui, code))}
                </option>
              ))}
            </select>
            <button class="button" type="submit">
              {m.home.submit}
            </button>
          </div>
        </div>
        <p class="note">{m.home.privacy}</p>
      </form>
      <section id="result" class="result" aria-labelledby="result-title" hidden>
        <h2 id="result-title" class="unseen">
          {m.result.title}
        </h2>
        <div class="progress">
          <p id="status" role="status" />
          <p id="count" class="note" aria-hidden="true" />
          <progress id="progress" value="0" max="1" aria-labelledby="status" />
          <button id="stop" class="button quiet" type="button">
            {m.home.stop}
          </button>
        </div>
        <div id="figures" />
        <div class="toolbar">
          <ViewSwitch ui={ui} />
          <div id="actions" class="actions" hidden>
            <button id="copy" class="button quiet" type="button">
              {m.result.copy}
            </button>
            <a id="download" class="button quiet" href="/" download>
              {m.result.download}
            </a>
            <a id="open" class="button quiet" href="/">
              {m.result.open}
            </a>
            <button id="copy-link" class="button quiet" type="button">
              {m.result.copyLink}
            </button>
          </div>
        </div>
        <p class="note">{m.result.keys}</p>
        <article id="article" class="article" aria-labelledby="result-title" />
      </section>
    </Layout>
  );
}
