/**
 * The part of the front page that shows an article as it is translated.
 * @module
 */
import { render } from 'hono/jsx/dom';
import { direction } from '../../document/language-scopes.ts';
import { type LanguageCode, parseLanguage, UNDETERMINED } from '../../language/codes.ts';
import type { Detection } from '../../translation/detect.ts';
import type { LanguageShares, Localisation, SegmentResult } from '../../translation/localisation.ts';
import type { Progress } from '../../translation/localiser.ts';
import type { PendingSegment } from '../article.ts';
import { ArticleView } from '../article-view.tsx';
import { fileNameOf } from '../file-name.ts';
import { messagesIn } from '../messages/messages.ts';
import { Segment } from '../segment-view.tsx';
import { Counts, LanguageBar } from '../summary-view.tsx';
import { enableCopy, enableCopyLink } from './clipboard.ts';
import { element, interfaceOfPage } from './page.ts';
import { replaceSegment } from './segment-card.tsx';

/** Shows one article at a time. */
export class ResultPanel {
  readonly #ui = interfaceOfPage();
  readonly #section = element('result', HTMLElement);
  readonly #article = element('article', HTMLElement);
  readonly #figures = element('figures', HTMLElement);
  readonly #actions = element('actions', HTMLElement);
  readonly #status = element('status', HTMLElement);
  readonly #count = element('count', HTMLElement);
  readonly #progress = element('progress', HTMLProgressElement);
  readonly #stop = element('stop', HTMLButtonElement);
  readonly #download = element('download', HTMLAnchorElement);
  readonly #open = element('open', HTMLAnchorElement);
  #target: LanguageCode = UNDETERMINED;
  #content = '';

  constructor() {
    enableCopy('copy', () => this.#content);
    enableCopyLink(() => this.#open.href);
  }

  /** Whether an article is shown. */
  get shown(): boolean {
    return !this.#section.hidden;
  }

  /** Makes room for an article that is to be read in a language. */
  begin(target: string): void {
    this.#target = parseLanguage(target) ?? UNDETERMINED;
    this.#busy('true');
    this.#status.textContent = messagesIn(this.#ui).result.reading;
    this.#progress.removeAttribute('value');
    this.#actions.hidden = true;
  }

  /** Shows the source, every segment of it waiting. */
  showSource({ segments, languages }: Detection): void {
    const waiting = segments.map((segment): PendingSegment => ({ ...segment, status: 'pending' }));
    this.#article.lang = this.#target;
    this.#article.dir = direction(this.#target);
    render(
      <ArticleView segments={waiting} labels="inline" level={3} ui={this.#ui} target={this.#target} />,
      this.#article,
    );
    this.#summarise(languages);
    this.#status.textContent = messagesIn(this.#ui).result.translating;
    this.#section.hidden = false;
    this.#section.scrollIntoView({ block: 'start' });
  }

  /** Puts a segment in its place. */
  showSegment(segment: SegmentResult): void {
    const before = document.getElementById(segment.id);
    if (!before || !this.#article.contains(before)) return;
    const holder = document.createElement('div');
    render(<Segment segment={segment} ui={this.#ui} target={this.#target} />, holder);
    const after = holder.firstElementChild;
    if (after instanceof HTMLElement) replaceSegment(before, after);
  }

  /** Says how far the work has got. */
  showProgress({ done, total }: Progress): void {
    this.#progress.max = total;
    this.#progress.value = done;
    this.#count.textContent = messagesIn(this.#ui).result.count(done, total);
  }

  /** Shows what came of it, and lets it be taken away. */
  finish(result: Localisation): void {
    const { contentHash, target, format, stats, languages } = result;
    this.#content = result.content;
    this.#busy('false');
    this.#status.textContent = messagesIn(this.#ui).result.done(stats.translated, stats.segments);
    this.#summarise(languages, result);
    this.#download.href = `/v1/articles/${contentHash}/${target}`;
    this.#download.download = fileNameOf(format, target);
    this.#open.href = `/read/${contentHash}/${target}`;
    this.#actions.hidden = false;
  }

  /** Ends a run that was called off. */
  stop(): void {
    this.#busy('false');
    this.#status.textContent = messagesIn(this.#ui).result.stopped;
  }

  /** Ends a run that failed. */
  fail(): void {
    this.#busy('false');
    this.#status.textContent = '';
  }

  #summarise(languages: LanguageShares, result?: Localisation): void {
    render(
      <>
        <LanguageBar languages={languages} ui={this.#ui} />
        {result && <Counts stats={result.stats} ui={this.#ui} />}
      </>,
      this.#figures,
    );
  }

  #busy(busy: 'true' | 'false'): void {
    this.#article.setAttribute('aria-busy', busy);
    this.#progress.hidden = busy === 'false';
    this.#stop.hidden = busy === 'false';
    this.#count.textContent = '';
  }
}
