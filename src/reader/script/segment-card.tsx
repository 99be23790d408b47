/**
 * What is told of a segment: on a card beside it, while it is pointed at or has the focus, and until it is dismissed after a tap.
 * @module
 */
import { render } from 'hono/jsx/dom';
import type { LanguageCode } from '../../language/codes.ts';
import type { SegmentResult } from '../../translation/localisation.ts';
import { messagesIn } from '../messages/messages.ts';
import { type Fact, factsOf } from '../segment-view.tsx';
import { element, interfaceOfPage } from './page.ts';

/** Time in milliseconds in which the pointer can go from a segment to its card. */
const LINGER_MS = 250;
/** Space between a segment and its card, and between the card and the window's edge, in CSS pixels. */
const GAP = 8;
/** Space between the article's column and a card in its margin, in CSS pixels. */
const MARGIN = 32;

/** Puts a segment in the place of another; what has the focus, keeps it. */
export function replaceSegment(before: HTMLElement, after: HTMLElement): void {
  after.removeAttribute('title');
  after.tabIndex = before.tabIndex;
  const focused = document.activeElement === before;
  before.replaceWith(after);
  if (focused) after.focus({ preventScroll: true });
}

/** Lets the segments of an article be looked at: one is in the order of the Tab key, arrow keys lead to the others. */
export function explainSegments(article: HTMLElement): void {
  const card = createCard();
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let pinned: HTMLElement | undefined;

  const show = (segment: HTMLElement) => {
    clearTimeout(hiding);
    if (segment.dataset.status === 'pending') return;
    fill(card, segment);
    place(card, segment);
    for (const other of article.querySelectorAll('[aria-describedby=card]')) {
      other.removeAttribute('aria-describedby');
    }
    segment.setAttribute('aria-describedby', 'card');
  };
  const hide = () => {
    clearTimeout(hiding);
    pinned = undefined;
    card.hidden = true;
  };
  const hideSoon = () => {
    clearTimeout(hiding);
    hiding = setTimeout(() => {
      const focused = document.activeElement?.matches('.segment:focus-visible');
      const stays = pinned ?? (focused ? segmentOf(document.activeElement) : undefined);
      if (stays) show(stays);
      else hide();
    }, LINGER_MS);
  };

  article.addEventListener('pointerover', (event) => {
    if (event.pointerType === 'touch') return;
    const segment = segmentOf(event.target);
    if (segment) show(segment);
  });
  article.addEventListener('pointerout', hideSoon);
  card.addEventListener('pointerenter', () => clearTimeout(hiding));
  card.addEventListener('pointerleave', hideSoon);
  article.addEventListener('focusin', ({ target }) => {
    const segment = segmentOf(target);
    if (!segment) return;
    takeTabStop(article, segment);
    show(segment);
  });
  article.addEventListener('focusout', hideSoon);
  article.addEventListener('click', ({ target }) => {
    const segment = segmentOf(target);
    if (!segment || (target instanceof Element && target.closest('a'))) return;
    if (pinned === segment) return hide();
    pinned = segment;
    takeTabStop(article, segment);
    show(segment);
  });
  document.addEventListener('click', ({ target }) => {
    if (target instanceof Node && !article.contains(target) && !card.contains(target)) hide();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') hide();
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const at = segmentOf(document.activeElement);
    if (step === 0 || !at || at !== document.activeElement || event.ctrlKey || event.altKey || event.metaKey)
      return;
    event.preventDefault();
    const segments = visibleSegments(article);
    segments[segments.indexOf(at) + step]?.focus();
  });
  addEventListener('resize', hide);

  prepare(article);
  new MutationObserver(() => prepare(article)).observe(article, { childList: true });
}

/** Makes the first segment the one that the Tab key leads to. The titles are for those without a script. */
function prepare(article: HTMLElement): void {
  const segments = article.querySelectorAll<HTMLElement>('.segment');
  for (const segment of segments) segment.removeAttribute('title');
  const [first] = segments;
  if (first && !article.querySelector('.segment[tabindex="0"]')) first.tabIndex = 0;
}

function takeTabStop(article: HTMLElement, segment: HTMLElement): void {
  for (const other of article.querySelectorAll<HTMLElement>('.segment[tabindex="0"]')) other.tabIndex = -1;
  segment.tabIndex = 0;
}

function visibleSegments(article: HTMLElement): HTMLElement[] {
  const segments = [...article.querySelectorAll<HTMLElement>('.segment')].filter((one) =>
    one.checkVisibility(),
  );
  for (const segment of segments) if (segment.tabIndex !== 0) segment.tabIndex = -1;
  return segments;
}

function segmentOf(target: EventTarget | null): HTMLElement | undefined {
  const found = target instanceof Element ? target.closest('.segment') : undefined;
  return found instanceof HTMLElement ? found : undefined;
}

function createCard(): HTMLElement {
  const card = document.createElement('div');
  card.id = 'card';
  card.className = 'card';
  card.setAttribute('role', 'tooltip');
  card.hidden = true;
  element('content', HTMLElement).append(card);
  return card;
}

function fill(card: HTMLElement, segment: HTMLElement): void {
  const { language = 'und', confidence = '0', status, cache, reason } = segment.dataset;
  const facts = factsOf(
    {
      language: language as LanguageCode,
      confidence: Number(confidence),
      status: status as SegmentResult['status'],
      ...(cache !== undefined && { cache: cache as SegmentResult['cache'] }),
      ...(reason !== undefined && { reason }),
    },
    interfaceOfPage(),
  );
  const source = document.getElementById(`${segment.id}-source`)?.textContent ?? '';
  render(<Card source={source} language={language} facts={facts} />, card);
}

function Card({
  source,
  language,
  facts,
}: {
  readonly source: string;
  readonly language: string;
  readonly facts: readonly Fact[];
}) {
  const { segment } = messagesIn(interfaceOfPage());
  return (
    <dl>
      <div class="card-source">
        <dt>{segment.source}</dt>
        <dd lang={language} dir="auto">
          {source}
        </dd>
      </div>
      {facts.map(([label, value]) => (
        <div>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

/**
 * Puts the card into the margin beside a segment where there is one, or else below it, or above where there is no room below. On
 * phones the style sheet has a place of its own for it.
 */
function place(card: HTMLElement, segment: HTMLElement): void {
  card.hidden = false;
  const lines = [...segment.getClientRects()];
  const [first = segment.getBoundingClientRect()] = lines;
  const last = lines.at(-1) ?? first;
  const column = segment.closest('.article')?.getBoundingClientRect() ?? first;
  const { width, height } = card.getBoundingClientRect();
  const { clientWidth, clientHeight } = document.documentElement;
  let { left, top } = { left: column.right + MARGIN, top: first.top };
  if (left + width + GAP > clientWidth) {
    left = Math.max(GAP, Math.min(first.left, clientWidth - width - GAP));
    const below = last.bottom + GAP + height <= clientHeight;
    top = below ? last.bottom + GAP : first.top - height - GAP;
  }
  card.style.setProperty('--card-left', `${left + scrollX}px`);
  card.style.setProperty('--card-top', `${Math.max(GAP, top) + scrollY}px`);
}
