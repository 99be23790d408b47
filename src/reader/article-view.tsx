/**
 * An article, its original beside it. Which of the two is seen is for the style sheet to say.
 * @module
 */
import {
  type ArticleBlock,
  articleBlocks,
  type InlineRun,
  MOST_SHOWN,
  type ShownSegment,
  titleBlock,
} from './article.ts';
import { messagesIn } from './messages/messages.ts';
import { OriginalSegment, Segment, type ViewContext } from './segment-view.tsx';

/** Level of a heading. */
type Level = 1 | 2 | 3 | 4;
const HEADINGS = { 1: 'h1', 2: 'h2', 3: 'h3', 4: 'h4' } as const;
const NEXT = { 1: 2, 2: 3, 3: 4 } as const;

interface ArticleProps extends ViewContext {
  readonly segments: readonly ShownSegment[];
  /** Segments with links and emphasis, by their id. */
  readonly inline?: ReadonlyMap<string, readonly InlineRun[]> | undefined;
  /** Where labels of the page around the article stand. */
  readonly labels: 'inline' | 'folded';
  /** Level of the article's own title. */
  readonly level: Exclude<Level, 4>;
}

/** A whole article. */
export function ArticleView({ segments, inline, labels, level, ui, target }: ArticleProps) {
  const m = messagesIn(ui);
  const blocks = articleBlocks(segments);
  const title = titleBlock(blocks);
  const block = (shown: ArticleBlock) => (
    <Block
      block={shown}
      inline={inline}
      rank={shown === title ? 'title' : ''}
      level={shown === title ? level : NEXT[level]}
      ui={ui}
      target={target}
    />
  );
  const hidden = blocks.filter(({ kind }) => kind === 'hidden');
  const folded =
    labels === 'folded' ? blocks.filter(({ kind, role }) => kind !== 'hidden' && role === 'chrome') : [];
  const seen = blocks.filter((shown) => shown.kind !== 'hidden' && !folded.includes(shown));
  return (
    <>
      {seen.map(block)}
      {segments.length > MOST_SHOWN && <p class="note">{m.result.cut(MOST_SHOWN, segments.length)}</p>}
      {folded.length > 0 && (
        <details class="aside">
          <summary>{m.chrome(folded.length)}</summary>
          {folded.map(block)}
        </details>
      )}
      {hidden.length > 0 && (
        <details class="aside">
          <summary>{m.hidden(hidden.length)}</summary>
          {hidden.map(block)}
        </details>
      )}
    </>
  );
}

interface BlockProps extends Pick<ArticleProps, 'inline' | 'ui' | 'target'> {
  readonly block: ArticleBlock;
  readonly rank: 'title' | '';
  readonly level: Level;
}

function Block({ block: { segments, role, kind }, inline, rank, level, ui, target }: BlockProps) {
  const Element = kind === 'heading' ? HEADINGS[level] : 'p';
  return (
    <div class={`block ${kind} ${role} ${rank}`.trimEnd()}>
      <p class="original" dir="auto">
        {segments.map((segment, index) => (
          <>
            {index > 0 && ' '}
            <OriginalSegment segment={segment} target={target} />
          </>
        ))}
      </p>
      <Element class="translation">
        {segments.map((segment, index) => (
          <>
            {index > 0 && ' '}
            <Segment segment={segment} runs={inline?.get(segment.id)} ui={ui} target={target} />
          </>
        ))}
      </Element>
    </div>
  );
}
