/**
 * The documents of one batch, localised side by side, each on its own.
 * @module
 */
import type { Context } from 'hono';
import pMap from 'p-map';
import type { Services } from '../services.ts';
import { documentsAtATime } from '../translation/concurrency.ts';
import type { Localisation } from '../translation/localisation.ts';
import type { LocaliseRequest } from '../translation/localiser.ts';
import { charged } from './charge.ts';
import { keepAliveOf } from './keep-alive.ts';
import { weightOf } from './priority.ts';
import { withRequestSignal } from './signal.ts';

/**
 * Localises all documents of a request, in order. They share one time limit; when one fails, all stop.
 * @throws NewsglotError `quota_exceeded`; as `Translator.localise`.
 */
export function localiseAll(
  c: Context,
  requests: readonly LocaliseRequest[],
  services: Services,
): Promise<readonly Localisation[]> {
  const characters = requests.reduce((sum, { content }) => sum + content.length, 0);
  const concurrency = documentsAtATime(requests);
  return charged(c, services, characters, () =>
    withRequestSignal(c, services.limits.requestMs, async (signal) => {
      const translator = await services.translator(keepAliveOf(c));
      const options = { signal, weight: weightOf(c) };
      return pMap(requests, (request) => translator.localise(request, options), { concurrency, signal });
    }),
  );
}
