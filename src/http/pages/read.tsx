/**
 * The page on which a result is read.
 * @module
 */
import { direction } from '../../document/language-scopes.ts';
import type { LanguageCode } from '../../language/codes.ts';
import { NO_LANGUAGE } from '../../language/codes.ts';
import { type ArticleBlock, articleBlocks, titleBlock } from '../../reader/article.ts';
import { ArticleView } from '../../reader/article-view.tsx';
import { fileNameOf } from '../../reader/file-name.ts';
import { capitalised, type Interface, languageName, messagesIn } from '../../reader/messages/messages.ts';
import { Counts, LanguageBar } from '../../reader/summary-view.tsx';
import { ViewSwitch } from '../../reader/view-switch.tsx';
import type { Localisation } from '../../translation/localisation.ts';
import { inlineRuns } from './inline-runs.ts';
import { Layout } from './layout.tsx';

/** In which other languages a result can be read. */
export interface OtherLanguages {
  /** Those in which it is stored. */
  readonly stored: readonly LanguageCode[];
  /** Those into which it can be translated, because its source is kept. */
  readonly possible: readonly LanguageCode[];
}

interface ReadProps {
  readonly ui: Interface;
  readonly result: Localisation;
  readonly others: OtherLanguages;
}

/** The address of the page on which a result is read. */
export function readAddress(hash: string, target: string): string {
  return `/read/${hash}/${target}`;
}

/** A result as an article. */
export function Read({ ui, result, others }: ReadProps) {
  const m = messagesIn(ui);
  const { contentHash, target, segments, stats, format } = result;
  const title = titleOf(articleBlocks(segments)) ?? m.result.title;
  const document = `/v1/articles/${contentHash}/${target}`;
  const sources = sourcesOf(result).map((code) => languageName(ui, code));
  return (
    <Layout
      ui={ui}
      title={`${title} · Newsglot`}
      head={
        <>
          <meta name="robots" content="noindex" />
          <meta property="og:title" content={title} />
          <link rel="alternate" type="application/json" href={document} />
          {others.stored.map((code) => (
            <link rel="alternate" hreflang={code} href={readAddress(contentHash, code)} />
          ))}
        </>
      }
    >
      <aside class="notice">
        <p>
          <strong>{sources.length > 0 ? m.read.notice(sources) : m.read.untouched}</strong>{' '}
          {sources.length > 0 && m.read.counts(stats.translated, stats.segments)}
        </p>
        <LanguageSwitch ui={ui} hash={contentHash} others={others} />
      </aside>
      <div class="toolbar">
        <ViewSwitch ui={ui} />
        <div class="actions">
          <a class="button quiet" href={document} download={fileNameOf(format, target)}>
            {m.result.download}
          </a>
          <button id="copy-link" class="button quiet" type="button" hidden>
            {m.result.copyLink}
          </button>
        </div>
      </div>
      <article id="article" class="article" lang={target} dir={direction(target)}>
        <ArticleView
          segments={segments}
          inline={inlineRuns(result)}
          labels="folded"
          level={1}
          ui={ui}
          target={target}
        />
      </article>
      <section class="made" aria-labelledby="made-title">
        <h2 id="made-title">{m.read.details}</h2>
        <LanguageBar languages={result.languages} ui={ui} />
        <Counts stats={stats} ui={ui} />
        <p class="note">
          {m.result.keys} {m.read.model(result.model)}
        </p>
        <p>
          <a href={document}>{m.read.document}</a> · <a href="/">{m.read.new}</a>
        </p>
      </section>
    </Layout>
  );
}

function titleOf(blocks: readonly ArticleBlock[]): string | undefined {
  const shown = titleBlock(blocks) ?? blocks.find(({ kind }) => kind === 'paragraph');
  const text = shown?.segments.map((segment) =>
    'translation' in segment ? segment.translation : segment.text,
  );
  const title = text?.join(' ');
  return title !== undefined && title.length > 120 ? `${title.slice(0, 119).trimEnd()}…` : title;
}

/** The languages that something was translated from, the most frequent first. */
function sourcesOf({ segments, languages }: Localisation): LanguageCode[] {
  const sources = new Set(
    segments.filter(({ status }) => status === 'translated').map(({ language }) => language),
  );
  return [...sources]
    .filter((code) => code !== NO_LANGUAGE)
    .sort((a, b) => (languages[b] ?? 0) - (languages[a] ?? 0));
}

interface SwitchProps {
  readonly ui: Interface;
  readonly hash: string;
  readonly others: OtherLanguages;
}

/** Most languages that have a button each; more are a list to choose from. */
const MOST_BUTTONS = 4;

function LanguageSwitch({ ui, hash, others: { stored, possible } }: SwitchProps) {
  const { read, home } = messagesIn(ui);
  return (
    <form class="switch" method="post" action={`/read/${hash}`}>
      {stored.map((code) => (
        <a class="button quiet" href={readAddress(hash, code)} hreflang={code} rel="alternate">
          {capitalised(languageName(ui, code))}
        </a>
      ))}
      {possible.length === 0 && stored.length === 0 && <p class="note">{read.noSource}</p>}
      {possible.length > MOST_BUTTONS ? (
        <>
          <label for="other">{read.language}</label>
          <select id="other" name="target">
            {possible.map((code) => (
              <option value={code}>{capitalised(languageName(ui, code))}</option>
            ))}
          </select>
          <button class="button quiet" type="submit">
            {home.submit}
          </button>
        </>
      ) : (
        possible.map((code) => (
          <button class="button quiet" type="submit" name="target" value={code}>
            {read.translateInto(languageName(ui, code))}
          </button>
        ))
      )}
    </form>
  );
}
