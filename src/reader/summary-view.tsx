/**
 * An article in figures: the languages that it came in, and what was done.
 * @module
 */
import type { LanguageShares, Stats } from '../translation/localisation.ts';
import { capitalised, type Interface, languageName, messagesIn } from './messages/messages.ts';

interface SharesProps {
  readonly languages: LanguageShares;
  readonly ui: Interface;
}

/** Shares of characters per language as a bar, and in words below. */
export function LanguageBar({ languages, ui }: SharesProps) {
  const shares = Object.entries(languages);
  let start = 0;
  return (
    <figure class="languages">
      <svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
        {shares.map(([, share], index) => {
          const x = start;
          start += 100 * share;
          return (
            <rect
              class={`share-${Math.min(index, 4)}`}
              x={String(x)}
              y="0"
              width={String(100 * share)}
              height="1"
            />
          );
        })}
      </svg>
      <figcaption>
        <span class="unseen">{messagesIn(ui).languages}: </span>
        {shares.map(([language, share], index) => (
          <span class="share">
            <span class={`swatch share-${Math.min(index, 4)}`} aria-hidden="true" />
            {capitalised(languageName(ui, language))} {percentage(share, ui)}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

function percentage(share: number, ui: Interface): string {
  return share.toLocaleString(ui, { style: 'percent', maximumFractionDigits: share < 0.01 ? 1 : 0 });
}

interface CountsProps {
  readonly stats: Pick<Stats, 'translated' | 'kept' | 'uncertain' | 'failed' | 'cacheHits'>;
  readonly ui: Interface;
}

/** What was done, counted; also the key to the marks in the text. */
export function Counts({ stats, ui }: CountsProps) {
  const { counts } = messagesIn(ui);
  return (
    <ul class="counts">
      <li data-status="translated">
        <b>{stats.translated}</b> {counts.translated}
      </li>
      <li data-status="kept">
        <b>{stats.kept}</b> {counts.kept}
      </li>
      <li data-status="uncertain">
        <b>{stats.uncertain}</b> {counts.uncertain}
        <span class="mark" aria-hidden="true">
          ?
        </span>
      </li>
      <li data-status="failed">
        <b>{stats.failed}</b> {counts.failed}
        <span class="mark" aria-hidden="true">
          !
        </span>
      </li>
      <li data-status="cached">
        <b>{stats.cacheHits}</b> {counts.cached}
      </li>
    </ul>
  );
}
