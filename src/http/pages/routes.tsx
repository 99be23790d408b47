/**
 * The pages for people: `/`, and `/read/{hash}/{target}` for every result.
 * @module
 */
import { type Context, Hono } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { LanguageCode } from '../../language/codes.ts';
import { isInterface } from '../../reader/messages/messages.ts';
import type { Services } from '../../services.ts';
import type { Localisation } from '../../translation/localisation.ts';
import type { LocaliseRequest } from '../../translation/localiser.ts';
import { alternateLinks, otherLanguages } from '../alternates.ts';
import { explainError } from '../errors.ts';
import { localiseAll } from '../localise-all.ts';
import { identify } from '../tenant.ts';
import { assetRoutes } from './assets.ts';
import { Home } from './home.tsx';
import { documentOf } from './layout.tsx';
import { Failure, Missing } from './missing.tsx';
import { interfaceOf, rememberTarget, targetOf } from './preferences.ts';
import { type OtherLanguages, Read, readAddress } from './read.tsx';
import { SAMPLE } from './sample.ts';
import { pageSecurity } from './security.ts';
import { languageOf, readSubmission, requestOf, type Submission } from './submission.ts';

/** All pages and what they load. */
export function pageRoutes(services: Services): Hono {
  const app = new Hono();
  app.route('/assets', assetRoutes());
  app.route('/', frontPage(services));
  app.route('/read', readingPages(services));
  return app;
}

function frontPage(services: Services): Hono {
  const languages = languagesOf(services);
  const app = new Hono();
  app.get('/', pageSecurity, (c) => {
    c.header('Cache-Control', 'private, no-cache');
    c.header('Vary', 'Accept-Language, Cookie');
    const ui = interfaceOf(c);
    const content = c.req.query('sample') === undefined ? '' : SAMPLE;
    return respondWith(
      c,
      <Home ui={ui} target={targetOf(c, languages)} languages={languages} content={content} />,
    );
  });
  // The basic job without a script: the result is a page.
  app.post('/', pageSecurity, async (c) => {
    const ui = interfaceOf(c);
    c.header('Cache-Control', 'no-store');
    let sent: Submission | undefined;
    try {
      sent = await readSubmission(c);
      const request = requestOf(sent, languages);
      rememberTarget(c, request.target);
      const result = await localise(c, request, sent.key, services);
      if (result.stats.stored !== false)
        c.header('Content-Location', readAddress(result.contentHash, result.target));
      return await respondWithResult(c, result, services);
    } catch (thrown) {
      const { code, status } = explainError(c, thrown, services.telemetry.log);
      const target = languages.find((known) => known === sent?.target) ?? targetOf(c, languages);
      return respondWith(
        c,
        <Home ui={ui} target={target} languages={languages} content={sent?.content ?? ''} error={code} />,
        status as ContentfulStatusCode,
      );
    }
  });
  return app;
}

function readingPages(services: Services): Hono {
  const app = new Hono();
  app.use(pageSecurity);
  app.get('/:hash/:target', async (c) => {
    const { hash, target } = c.req.param();
    const result = await services.results.get(hash, target);
    if (!result) return missing(c);
    const visibility = isInterface(target) ? 'public' : 'private';
    c.header('Cache-Control', `${visibility}, max-age=60`);
    return respondWithResult(c, result, services);
  });
  // Into another language, from the source that was kept.
  app.post('/:hash', async (c) => {
    const hash = c.req.param('hash');
    const source = await services.sources.get(hash);
    if (!source) return missing(c);
    try {
      const { target, key } = await readSubmission(c);
      const request = { ...source, target: languageOf(target, languagesOf(services)) };
      const result = await localise(c, request, key, services);
      return c.redirect(readAddress(result.contentHash, result.target), 303);
    } catch (thrown) {
      const { code, status } = explainError(c, thrown, services.telemetry.log);
      c.header('Cache-Control', 'no-store');
      return respondWith(c, <Failure ui={interfaceOf(c)} code={code} />, status as ContentfulStatusCode);
    }
  });
  app.get('/*', missing);
  return app;
}

async function localise(
  c: Context,
  request: LocaliseRequest,
  key: string | undefined,
  services: Services,
): Promise<Localisation> {
  await identify(c, services, key);
  const [result] = await localiseAll(c, [request], services);
  return result!;
}

/** The page of a result, in the language of the result where the pages speak it. */
async function respondWithResult(c: Context, result: Localisation, services: Services): Promise<Response> {
  const { contentHash, target } = result;
  const others = await languagesFor(result, services);
  const links = alternateLinks(
    others.stored.map((language) => ({ href: readAddress(contentHash, language), language })),
  );
  if (links !== undefined) c.header('Link', links);
  c.header('Content-Language', target);
  // Machine translations are not for search engines to offer as the article.
  c.header('X-Robots-Tag', 'noindex');
  const ui = isInterface(target) ? target : interfaceOf(c);
  return respondWith(c, <Read ui={ui} result={result} others={others} />);
}

async function languagesFor(
  { contentHash, target }: Localisation,
  services: Services,
): Promise<OtherLanguages> {
  const stored = await otherLanguages(services, contentHash, target);
  const kept = await services.sources.get(contentHash);
  const possible = languagesOf(services).filter((code) => code !== target && !stored.includes(code));
  return { stored, possible: kept ? possible : [] };
}

/** The languages of the model that translates unless another is named. */
function languagesOf({ models }: Pick<Services, 'models'>): readonly LanguageCode[] {
  return models[0]!.languages;
}

function missing(c: Context): Response | Promise<Response> {
  c.header('Cache-Control', 'no-store');
  return respondWith(c, <Missing ui={interfaceOf(c)} />, 404);
}

async function respondWith(
  c: Context,
  page: { toString(): string | Promise<string> },
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  return c.html(await documentOf(page), status);
}
