/**
 * The form of the front page: what is in it is translated, and seen as it is.
 * @module
 */
import { decodeText } from '../decode-text.ts';
import { errorMessage, messagesIn } from '../messages/messages.ts';
import { element, interfaceOfPage } from './page.ts';
import { ResultPanel } from './result-panel.tsx';
import { detect, ServiceError, translate } from './service.ts';

/** As the server names it (`http/pages/preferences.ts`). */
const TARGET_COOKIE = 'newsglot_target';
const ONE_YEAR_S = 365 * 24 * 3600;

/** Why a run is called off when another begins. */
const SUPERSEDED = 'superseded';

/** Takes over the form. */
export function startComposing(form: HTMLFormElement): void {
  const source = element('source', HTMLTextAreaElement);
  const target = element('target', HTMLSelectElement);
  const panel = new ResultPanel();
  let running: AbortController | undefined;

  const run = async () => {
    running?.abort(SUPERSEDED);
    const controller = new AbortController();
    running = controller;
    say('');
    if (source.value.trim() === '') {
      say(messagesIn(interfaceOfPage()).result.empty);
      source.focus();
      return;
    }
    await translateInto(panel, { content: source.value, target: target.value }, controller.signal);
  };

  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void run();
  });
  source.addEventListener('keydown', (event) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit();
  });
  target.addEventListener('change', () => {
    // biome-ignore lint/suspicious/noDocumentCookie: the server reads the choice, and not every browser has the Cookie Store API.
    document.cookie = `${TARGET_COOKIE}=${target.value}; Path=/; Max-Age=${ONE_YEAR_S}; SameSite=Lax`;
    if (panel.shown) void run();
  });
  element('stop', HTMLButtonElement).addEventListener('click', () => running?.abort());
  takeFiles(form, source);
}

async function translateInto(
  panel: ResultPanel,
  article: { readonly content: string; readonly target: string },
  signal: AbortSignal,
): Promise<void> {
  const key = element('key', HTMLInputElement).value.trim() || undefined;
  try {
    panel.begin(article.target);
    panel.showSource(await detect(article.content, { key, signal }));
    for await (const { event, data } of translate(article, { key, signal })) {
      if (event === 'segment') panel.showSegment(data);
      else if (event === 'progress') panel.showProgress(data);
      else panel.finish(data);
    }
  } catch (thrown) {
    if (signal.aborted) {
      // Otherwise a newer run has the panel.
      if (signal.reason !== SUPERSEDED) panel.stop();
      return;
    }
    panel.fail();
    report(thrown);
  }
}

/** Says what went wrong, and asks for a key where one is wanted. */
function report(thrown: unknown): void {
  const m = messagesIn(interfaceOfPage());
  const code = thrown instanceof ServiceError ? thrown.code : undefined;
  say(code === undefined ? m.failure.network : errorMessage(m, code));
  if (code !== 'key_required' && code !== 'key_refused') return;
  element('key-field', HTMLParagraphElement).hidden = false;
  element('key', HTMLInputElement).focus();
}

function say(text: string): void {
  const failure = element('failure', HTMLParagraphElement);
  failure.textContent = text;
  if (text !== '') failure.scrollIntoView({ block: 'nearest' });
}

/** Puts chosen and dropped files into the field. */
function takeFiles(form: HTMLFormElement, source: HTMLTextAreaElement): void {
  const chooser = element('file', HTMLInputElement);
  const take = async (file: File | undefined) => {
    if (!file) return;
    const text = decodeText(await file.arrayBuffer());
    say(text === undefined ? messagesIn(interfaceOfPage()).result.notText : '');
    if (text === undefined) return;
    source.value = text;
    source.focus();
    source.setSelectionRange(0, 0);
  };
  chooser.addEventListener('change', async () => {
    await take(chooser.files?.[0]);
    // What is in the field now is what counts, and the same file can be chosen again.
    chooser.value = '';
  });
  const hasFile = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') ?? false;
  form.addEventListener('dragover', (event) => {
    if (!hasFile(event)) return;
    event.preventDefault();
    form.classList.add('dropping');
  });
  form.addEventListener('dragleave', (event) => {
    if (!form.contains(event.relatedTarget as Node | null)) form.classList.remove('dropping');
  });
  form.addEventListener('drop', (event) => {
    form.classList.remove('dropping');
    if (!hasFile(event)) return;
    event.preventDefault();
    void take(event.dataTransfer?.files[0]);
  });
}
