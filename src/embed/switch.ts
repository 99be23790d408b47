/**
 * `<newsglot-switch>`: lets readers choose the language of the page that it stands on.
 *
 *     <script type="module" src="https://newsglot.example/embed.js"></script>
 *     <newsglot-switch languages="en fr"></newsglot-switch>
 *
 * | attribute   |                                                                                                      |
 * | ----------- | ---------------------------------------------------------------------------------------------------- |
 * | `languages` | what can be chosen, codes with spaces between; else all that the service has                          |
 * | `target`    | the language until the reader chooses; `auto` for the reader's own, none for the page as it is         |
 * | `endpoint`  | address of the service; else where the script is from                                                 |
 * | `api-key`   | a key, if the service asks for one; everyone can read it, so give it a small quota                     |
 *
 * It fires `newsglot-change` with `detail.target`: a language code, or `null` for the original.
 * @module
 */
import { ORIGINAL, remember, rememberedChoice } from './choice.ts';
import { labelsFor, nameOfLanguage } from './labels.ts';
import { Localiser, type State } from './localiser.ts';
import { Service } from './service.ts';
import { styleSheet } from './style.ts';

/** Told to all switches of a page, so that they show the same. */
const states = new EventTarget();
let state: State = { kind: 'original' };
let localiser: Localiser | undefined;

/** The element. Several of a page are views of one choice; the first states the service. */
export class NewsglotSwitch extends HTMLElement {
  static readonly observedAttributes = ['languages', 'target', 'lang'];

  readonly #select = document.createElement('select');
  readonly #caption = document.createElement('span');
  readonly #status = document.createElement('span');
  readonly #again = document.createElement('button');
  readonly #onState = () => this.#showState();
  #leaving = new AbortController();
  /** Whether there is a list to choose from; attributes that the page is written with are read before. */
  #ready = false;

  constructor() {
    super();
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    root.adoptedStyleSheets = [styleSheet()];
    const label = document.createElement('label');
    label.append(globe(), this.#caption, this.#select);
    this.#status.setAttribute('role', 'status');
    this.#again.type = 'button';
    this.#again.hidden = true;
    for (const [element, part] of [
      [label, 'label'],
      [this.#select, 'select'],
      [this.#status, 'status'],
      [this.#again, 'again'],
    ] as const) {
      element.setAttribute('part', part);
    }
    root.append(label, this.#status, this.#again);
    this.#select.addEventListener('change', () => {
      remember(this.#select.value);
      this.#choose(this.#select.value);
    });
    this.#again.addEventListener('click', () => {
      this.#select.focus();
      this.#choose(this.#select.value);
    });
  }

  connectedCallback(): void {
    this.#leaving = new AbortController();
    states.addEventListener('change', this.#onState);
    void this.#begin(this.#leaving.signal);
  }

  disconnectedCallback(): void {
    this.#leaving.abort();
    states.removeEventListener('change', this.#onState);
  }

  attributeChangedCallback(name: string, before: string | null): void {
    if (!this.#ready || before === this.getAttribute(name)) return;
    if (name === 'lang') this.#showState();
    else if (name === 'languages') void this.#begin(this.#leaving.signal);
    else this.#choose(this.#proposed() ?? ORIGINAL);
  }

  /** Fills the list, and shows the page in the language that was chosen before, or that the publisher proposes. */
  async #begin(signal: AbortSignal): Promise<void> {
    const service = new Service({
      endpoint: this.#endpoint(),
      key: this.getAttribute('api-key') ?? undefined,
    });
    localiser ??= new Localiser(service, announce);
    const stated = this.getAttribute('languages')
      ?.split(/[\s,]+/)
      .filter(Boolean);
    const languages = stated?.length ? stated : await service.languages(signal).catch(() => undefined);
    if (signal.aborted) return;
    // A service that cannot be reached has nothing to offer: the switch stays out of the way.
    this.hidden = languages === undefined;
    if (!languages) return;
    this.#select.replaceChildren(new Option('', ORIGINAL), ...languages.map((code) => option(code)));
    this.#showState();
    this.#ready = true;
    const choice = rememberedChoice() ?? this.#proposed();
    if (choice && languages.includes(choice) && state.kind === 'original') this.#choose(choice);
  }

  /** The language that the publisher proposes, if it can be chosen. */
  #proposed(): string | undefined {
    const stated = this.getAttribute('target');
    const languages = Array.from(this.#select.options, ({ value }) => value);
    return languages.find((code) => code === (stated === 'auto' ? ownLanguage(languages) : stated));
  }

  #endpoint(): string {
    const stated = this.getAttribute('endpoint');
    const base = stated ? new URL(stated, document.baseURI) : new URL('.', import.meta.url);
    return base.href.replace(/\/+$/, '');
  }

  #choose(choice: string): void {
    const target = choice === ORIGINAL ? null : choice;
    if (target === null) localiser?.restore();
    else localiser?.show(target);
    this.dispatchEvent(
      new CustomEvent('newsglot-change', { detail: { target }, bubbles: true, composed: true }),
    );
  }

  #showState(): void {
    const target = state.kind === 'original' ? undefined : state.target;
    const labels = labelsFor([
      this.getAttribute('lang'),
      target,
      document.documentElement.lang,
      navigator.language,
    ]);
    this.shadowRoot?.querySelector('label')?.setAttribute('lang', labels.language);
    this.#status.lang = labels.language;
    this.#again.lang = labels.language;
    setText(this.#caption, labels.choose);
    const [original] = this.#select.options;
    if (original) setText(original, labels.original);
    this.#select.value = target ?? ORIGINAL;
    this.#status.classList.toggle('working', state.kind === 'working');
    setText(
      this.#status,
      state.kind === 'original'
        ? ''
        : state.kind === 'failed'
          ? labels.failed[state.failure]
          : labels[state.kind],
    );
    setText(this.#again, labels.again);
    this.#again.hidden = state.kind !== 'failed' || state.failure === 'refused';
  }
}

function announce(next: State): void {
  state = next;
  states.dispatchEvent(new Event('change'));
}

/** Said again, a screen reader would read the same words again. */
function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

function option(code: string): HTMLOptionElement {
  const made = new Option(nameOfLanguage(code), code);
  made.lang = code;
  return made;
}

/** The first of the reader's languages that can be chosen. */
function ownLanguage(languages: readonly string[]): string | undefined {
  const codes = navigator.languages.map((tag) => tag.toLowerCase().split('-')[0] as string);
  return codes.find((code) => languages.includes(code));
}

function globe(): SVGElement {
  const make = (name: string, attributes: Readonly<Record<string, string>>) => {
    const element = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element as SVGElement;
  };
  const image = make('svg', {
    viewBox: '0 0 24 24',
    fill: 'none',
    stroke: 'currentColor',
    'stroke-width': '1.6',
    'aria-hidden': 'true',
  });
  const d = 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18';
  image.append(make('path', { d }));
  return image;
}
