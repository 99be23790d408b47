/**
 * A segment on the page, and what is to be told of it.
 * @module
 */
import { direction } from '../document/language-scopes.ts';
import type { LanguageCode } from '../language/codes.ts';
import { needsEngine, type SegmentResult } from '../translation/localisation.ts';
import type { InlineRun, ShownSegment } from './article.ts';
import { capitalised, type Interface, languageName, messagesIn } from './messages/messages.ts';

/** What every part of an article is shown by. */
export interface ViewContext {
  readonly ui: Interface;
  readonly target: LanguageCode;
}

interface SegmentProps extends ViewContext {
  readonly segment: ShownSegment;
  /** Its text with links and emphasis, where that is known. */
  readonly runs?: readonly InlineRun[] | undefined;
}

/** A segment in the language of the reader, or in its own where it was left as it is. */
export function Segment({ segment, runs, ui, target }: SegmentProps) {
  const { id, status, language } = segment;
  const { segment: words } = messagesIn(ui);
  const remark = status === 'uncertain' || status === 'failed' ? words[status] : undefined;
  const written = status === 'translated' ? target : language;
  return (
    <span
      class="segment"
      id={id}
      data-status={status}
      data-language={language}
      data-confidence={String(segment.confidence)}
      data-cache={'cache' in segment ? segment.cache : undefined}
      data-reason={'reason' in segment ? segment.reason : undefined}
      title={status === 'pending' ? undefined : summaryOf(segment, ui)}
      {...languageAttributes(written, target)}
    >
      {runs
        ? runs.map((run) => <Inline {...run} />)
        : 'translation' in segment
          ? segment.translation
          : segment.text}
      {remark && (
        <>
          <span class="mark" aria-hidden="true">
            {status === 'failed' ? '!' : '?'}
          </span>
          <span class="unseen"> ({remark})</span>
        </>
      )}
    </span>
  );
}

function Inline({ text, href, strong, emphasis }: InlineRun) {
  let content = <>{text}</>;
  if (emphasis) content = <em>{content}</em>;
  if (strong) content = <strong>{content}</strong>;
  return href === undefined ? (
    content
  ) : (
    <a href={href} rel="nofollow noopener noreferrer">
      {content}
    </a>
  );
}

/** A segment as it was. */
export function OriginalSegment({ segment, target }: Pick<SegmentProps, 'segment' | 'target'>) {
  return (
    <span id={`${segment.id}-source`} {...languageAttributes(segment.language, target)}>
      {segment.text}
    </span>
  );
}

/** `lang` and `dir` where they differ from those around; `zxx` and `und` say nothing of how a text is read. */
function languageAttributes(
  language: LanguageCode,
  around: LanguageCode,
): { lang?: string; dir?: 'ltr' | 'rtl' } {
  if (language === around || language === 'zxx' || language === 'und') return {};
  return direction(language) === direction(around)
    ? { lang: language }
    : { lang: language, dir: direction(language) };
}

/** What is known of a segment besides its texts. */
export type SegmentFacts = Pick<ShownSegment, 'language' | 'confidence' | 'status'> &
  Partial<Pick<SegmentResult, 'reason' | 'cache'>>;

/** One fact: what it is of, and what it says. */
export type Fact = readonly [label: string, value: string];

/** What is told of a segment, in words. */
export function factsOf(segment: SegmentFacts, ui: Interface): Fact[] {
  const m = messagesIn(ui);
  const { language, confidence, status, reason, cache } = segment;
  const because = reason === undefined ? undefined : (m.reasons as Readonly<Record<string, string>>)[reason];
  return [
    [
      m.segment.language,
      `${capitalised(languageName(ui, language))}, ${m.segment.sure(Math.floor(100 * confidence))}`,
    ],
    [m.segment.status, capitalised(m.status[status])],
    ...(reason === undefined ? [] : [[m.segment.reason, capitalised(because ?? reason)] as const]),
    // What was not even tried came from no cache.
    ...(cache === undefined ||
    status === 'pending' ||
    !needsEngine({ status, ...(reason !== undefined && { reason }) })
      ? []
      : [[m.segment.cache, capitalised(m.segment[cache])] as const]),
  ];
}

function summaryOf(segment: ShownSegment, ui: Interface): string {
  return factsOf(segment, ui)
    .map(([, value]) => value)
    .join(' · ');
}
