/**
 * Which of the texts are seen. The style sheet heeds the choice, so that it works without a script.
 * @module
 */
import { type Interface, messagesIn } from './messages/messages.ts';

const VIEWS = ['translation', 'both', 'original'] as const;

/** Translation, original, or both. */
export function ViewSwitch({ ui }: { readonly ui: Interface }) {
  const { view, highlight } = messagesIn(ui);
  return (
    <fieldset class="views">
      <legend class="unseen">{view.label}</legend>
      {VIEWS.map((name) => (
        <label>
          <input type="radio" name="view" id={`view-${name}`} value={name} checked={name === 'translation'} />
          <span>{view[name]}</span>
        </label>
      ))}
      <label class="highlight">
        <input type="checkbox" id="highlight" />
        <span>{highlight}</span>
      </label>
    </fieldset>
  );
}
