// What the runtime knows of the API. From source it is read from the repository, as here; the build puts a module with
// the value itself in the place of this one.
import { readFileSync } from 'node:fs';

interface Facts {
  readonly baseUrl: string;
  readonly operations: Readonly<
    Record<
      string,
      { readonly method: string; readonly path: string; readonly body: string | null; readonly auth: string }
    >
  >;
  readonly shapes: Readonly<Record<string, object>>;
}

const facts = JSON.parse(
  readFileSync(new URL('../../facts/ark/ark-runtime.json', import.meta.url), 'utf8'),
) as Facts;

const built = [
  'ChatCompletionsCreateRequest',
  'ResponsesCreateRequest',
  'ImagesGenerateRequest',
  'ContentGenerationTaskCreateRequest',
];

/** The base URL, the operations and the members of the requests with a builder, as JSON. */
export const arkFactsText: string = JSON.stringify({
  baseUrl: facts.baseUrl,
  operations: Object.fromEntries(
    Object.entries(facts.operations).map(([name, { method, path, body, auth }]) => [
      name,
      { method, path, body: body ?? 'query', takesToken: auth.includes('token') },
    ]),
  ),
  members: Object.fromEntries(built.map((name) => [name, Object.keys(facts.shapes[name] ?? {})])),
});
