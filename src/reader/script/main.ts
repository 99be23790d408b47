/**
 * The script of the pages. They work without it; with it an article is seen as it is translated, and every passage tells where it
 * comes from.
 * @module
 */
import { enableCopyLink } from './clipboard.ts';
import { startComposing } from './compose.tsx';
import { explainSegments } from './segment-card.tsx';

const article = document.getElementById('article');
if (article) explainSegments(article);
const compose = document.getElementById('compose');
if (compose instanceof HTMLFormElement) startComposing(compose);
else enableCopyLink(() => location.href.split(/[?#]/, 1)[0]!);
