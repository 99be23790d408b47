/** Whether what the service answers is what its OpenAPI document says. */
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

interface Media {
  readonly schema?: object;
  readonly example?: unknown;
}
type Content = Readonly<Record<string, Media>>;

/** An operation as tests read it. */
export interface Operation {
  readonly tags: readonly string[];
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean }[];
  readonly requestBody?: { readonly content: Content };
  readonly responses: Readonly<Record<string, { readonly content?: Content }>>;
}

/** A document as tests read it. */
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
}

/** A checker of responses; it throws an error that says what is not as documented, unknown fields included. */
export function createConformance({ paths, components }: Document) {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  ajv.addSchema({ $id: 'api', components: closed(components) });
  const compiled = new Map<object, ValidateFunction>();

  function errorsOf(schema: object, value: unknown): string | undefined {
    let validate = compiled.get(schema);
    if (!validate) {
      validate = ajv.compile(relocated(closed(schema)));
      compiled.set(schema, validate);
    }
    return validate(value) ? undefined : ajv.errorsText(validate.errors);
  }

  return {
    /** What is wrong with a value, if anything is. */
    errorsOf,
    /** Checks a response to `method` at the documented `path`. */
    async check(method: string, path: string, response: Response): Promise<void> {
      const where = `${method} ${path} ${response.status}`;
      const operation = paths[path]?.[method];
      if (!operation) throw new Error(`${where}: not documented`);
      const documented = operation.responses[response.status];
      if (!documented) throw new Error(`${where}: the status is not documented`);
      const type = response.headers.get('Content-Type')?.split(';')[0];
      const body = await response.clone().text();
      if (!documented.content) {
        if (body !== '') throw new Error(`${where}: no body is documented`);
        return;
      }
      const media = documented.content[type ?? ''];
      if (!media) throw new Error(`${where}: ${type} is not documented`);
      const value: unknown = type === 'application/json' ? JSON.parse(body) : body;
      const errors = errorsOf(media.schema ?? {}, value);
      if (errors) throw new Error(`${where}: ${errors} in ${body.slice(0, 500)}`);
    },
  };
}

/** A schema whose objects have no other fields than those it names. */
function closed<T>(schema: T): T {
  if (Array.isArray(schema)) return schema.map((item: unknown) => closed(item)) as T;
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.entries(schema).map(([name, value]) => [name, closed(value)]);
  return { ...('properties' in schema && { additionalProperties: false }), ...Object.fromEntries(parts) };
}

/** A schema whose references lead to the document's. */
function relocated(schema: object): object {
  return JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"api#/components')) as object;
}
