/**
 * The OpenAPI document as a page. It is rendered here and needs no script, so that it works with no network and under a
 * policy that lets none run.
 * @module
 */
import {
  type Body,
  type Endpoint,
  endpointsOf,
  type Media,
  type OpenApiDocument,
  type Schema,
} from './model.ts';
import { Prose } from './prose.tsx';
import { SchemaView } from './schema-view.tsx';

/** Where a service listens unless it is told otherwise. */
const ORIGIN = 'http://localhost:8787';

interface PageProps {
  readonly document: OpenApiDocument;
  /** Address of the style sheet. */
  readonly style: string;
}

/** The whole page. */
export function Page({ document, style }: PageProps) {
  const { info, tags = [], components } = document;
  const endpoints = endpointsOf(document);
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${info.title}: the HTTP interface`}</title>
        <link rel="stylesheet" href={style} />
      </head>
      <body>
        <header>
          <h1>{`${info.title}: the HTTP interface`}</h1>
          <Prose text={info.description ?? ''} />
          <p>
            For programs: <a href="/openapi.json">/openapi.json</a>, OpenAPI 3.1.
          </p>
          <nav aria-label="Sections">
            {tags.map(({ name }) => (
              <a href={`#${name}`}>{name}</a>
            ))}
            <a href="#schemas">Schemas</a>
          </nav>
        </header>
        <main>
          {tags.map(({ name, description }) => (
            <section id={name}>
              <h2>{name}</h2>
              {description !== undefined && <Prose text={description} />}
              {endpoints
                .filter(({ operation }) => operation.tags?.includes(name))
                .map((endpoint) => (
                  <EndpointView endpoint={endpoint} />
                ))}
            </section>
          ))}
          <section id="schemas">
            <h2>Schemas</h2>
            {Object.entries(components?.schemas ?? {}).map(([name, schema]) => (
              <article id={`schema-${name}`}>
                <h3>{name}</h3>
                <SchemaView schema={schema as Schema} />
              </article>
            ))}
          </section>
        </main>
      </body>
    </html>
  );
}

function EndpointView({ endpoint }: { readonly endpoint: Endpoint }) {
  const { method, path, operation, parameters, request, responses } = endpoint;
  return (
    <details id={`${method}-${path}`}>
      <summary>
        <span class={`method ${method}`}>{method.toUpperCase()}</span> <code>{path}</code>{' '}
        <span class="summary">{operation.summary}</span>
      </summary>
      {operation.description !== undefined && <Prose text={operation.description} />}
      {operation.security && (
        <p>Key: {operation.security.map((way) => Object.keys(way)[0] ?? 'none').join(', or ')}</p>
      )}
      {parameters.length > 0 && (
        <>
          <h3>Parameters</h3>
          <dl class="fields">
            {parameters.map(({ name, in: place, required, schema, description }) => (
              <>
                <dt>
                  <code>{name}</code> in {place}
                  {required && <span class="required">required</span>}
                </dt>
                <dd>
                  {schema && <SchemaView schema={schema} />}
                  {description !== undefined && <Prose text={description} />}
                </dd>
              </>
            ))}
          </dl>
        </>
      )}
      {request && (
        <>
          <h3>Request</h3>
          <BodyView body={request} />
        </>
      )}
      <Command endpoint={endpoint} />
      <h3>Responses</h3>
      <dl class="responses">
        {responses.map(([status, response]) => (
          <>
            <dt>{status}</dt>
            <dd>
              <Prose text={response.description ?? ''} />
              <BodyView body={response} />
            </dd>
          </>
        ))}
      </dl>
    </details>
  );
}

/** The media types of a body, those of one schema together. */
function BodyView({ body: { content = {} } }: { readonly body: Body }) {
  const kinds = new Map<string, { readonly types: string[]; readonly media: Media }>();
  for (const [type, media] of Object.entries(content)) {
    const key = JSON.stringify(media);
    const kind = kinds.get(key);
    if (kind) kind.types.push(type);
    else kinds.set(key, { types: [type], media });
  }
  return (
    <>
      {[...kinds.values()].map(({ types, media: { schema, example } }) => (
        <div class="body">
          <p class="types">{types.join(', ')}</p>
          {schema && <SchemaView schema={schema} />}
          {example !== undefined && <pre>{JSON.stringify(example, null, 2)}</pre>}
        </div>
      ))}
    </>
  );
}

/** The example of a request as a command. */
function Command({ endpoint }: { readonly endpoint: Endpoint }) {
  const { method, path, request } = endpoint;
  const example = request?.content?.['application/json']?.example;
  if (method !== 'get' && example === undefined) return null;
  const quoted = JSON.stringify(example)?.replaceAll("'", "'\\''");
  const data = quoted === undefined ? '' : ` -H 'Content-Type: application/json' \\\n  -d '${quoted}'`;
  return <pre>{`curl -s '${ORIGIN}${path}'${data}`}</pre>;
}
