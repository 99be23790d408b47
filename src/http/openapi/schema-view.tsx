/**
 * JSON Schemas as people read them.
 * @module
 */

import type { Schema } from './model.ts';
import { Prose } from './prose.tsx';

/** The name of the schema that a reference leads to. */
const nameOf = (reference: string) => reference.slice(reference.lastIndexOf('/') + 1);

/** A schema: its type in a few words, and the fields of an object below. */
export function SchemaView({ schema }: { readonly schema: Schema }) {
  const fields = fieldsOf(schema);
  return (
    <>
      <span class="type">
        <TypeName schema={schema} />
      </span>
      {fields.length > 0 && (
        <dl class="fields">
          {fields.map(({ name, field, required }) => (
            <>
              <dt>
                <code>{name}</code>
                {required && <span class="required">required</span>}
              </dt>
              <dd>
                <SchemaView schema={field} />
                {field.description !== undefined && <Prose text={field.description} />}
              </dd>
            </>
          ))}
        </dl>
      )}
    </>
  );
}

function TypeName({ schema }: { readonly schema: Schema }) {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    return <a href={`#schema-${name}`}>{name}</a>;
  }
  if (schema.enum) return <>{schema.enum.map((value) => JSON.stringify(value)).join(' | ')}</>;
  if (schema.const !== undefined) return <>{JSON.stringify(schema.const)}</>;
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) {
    return (
      <>
        {choices.map((choice, index) => (
          <>
            {index > 0 && ' or '}
            <TypeName schema={choice as Schema} />
          </>
        ))}
      </>
    );
  }
  if (schema.items) {
    return (
      <>
        array of <TypeName schema={schema.items as Schema} />
      </>
    );
  }
  const type = [schema.type ?? 'any'].flat().join(' | ');
  return <>{[type, schema.format, boundsOf(schema)].filter(Boolean).join(', ')}</>;
}

function boundsOf({ minimum, maximum, minLength, maxLength }: Schema): string | undefined {
  const [least, most] = [minimum ?? minLength, maximum ?? maxLength];
  if (least === undefined && most === undefined) return undefined;
  if (most === undefined) return `at least ${least}`;
  return least === undefined ? `at most ${most}` : `${least} to ${most}`;
}

interface Field {
  readonly name: string;
  readonly field: Schema;
  readonly required: boolean;
}

/** The fields of an object, or of the objects in an array. */
function fieldsOf(schema: Schema): Field[] {
  if (schema.items) return fieldsOf(schema.items as Schema);
  // Of an object that adds to another, the reference leads to the rest.
  return Object.entries(schema.properties ?? {}).map(([name, field]) => ({
    name,
    field: field as Schema,
    required: schema.required?.includes(name) ?? false,
  }));
}
