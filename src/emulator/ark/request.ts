import { isObject, parseJson } from '../../util/json.js';
import type { Data } from '../model/data.js';
import { badRequest } from './ark-error.js';

/** A call of the runtime: authenticated and decoded. */
export interface ArkRequest {
  readonly method: string;
  /** Below `/api/v3`. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly members: Data;
  /** The bytes of an uploaded file. */
  readonly file: { readonly name: string; readonly type: string; readonly bytes: number } | undefined;
}

/** What the runtime answers: one body, or a stream of events. */
export type ArkAnswer = { readonly body: unknown } | { readonly events: readonly ArkEvent[] };

export interface ArkEvent {
  readonly event?: string | undefined;
  readonly data: unknown;
}

/** The members of a body: of JSON, or of a form with its file. */
export function readMembers(body: Buffer, contentType: string): Pick<ArkRequest, 'members' | 'file'> {
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)/.exec(contentType)?.[1];
  if (boundary !== undefined) return readForm(body, boundary);
  if (body.length === 0) return { members: {}, file: undefined };
  let parsed: unknown;
  try {
    parsed = parseJson(body.toString('utf8'));
  } catch {
    throw badRequest('', 'The body is not valid JSON.');
  }
  if (!isObject(parsed)) throw badRequest('', 'The body is not a JSON object.');
  return { members: parsed, file: undefined };
}

function readForm(body: Buffer, boundary: string): Pick<ArkRequest, 'members' | 'file'> {
  const members: Data = {};
  let file: ArkRequest['file'];
  // A byte for each character, so that the lengths of files are right.
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const end = part.indexOf('\r\n\r\n');
    const head = Buffer.from(part.slice(0, end), 'latin1').toString();
    const value = part.slice(end + 4, -2);
    const name = /; name="([^"]*)"/.exec(head)?.[1] ?? '';
    const fileName = /; filename="([^"]*)"/.exec(head)?.[1];
    if (fileName === undefined) members[name] = Buffer.from(value, 'latin1').toString();
    else
      file = {
        name: fileName,
        type: /content-type: (.*)/i.exec(head)?.[1]?.trim() ?? '',
        bytes: value.length,
      };
  }
  return { members, file };
}

/** The text of a message's content: its own, or those of its parts. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  if (!Array.isArray(content)) return '';
  return content
    .filter(isObject)
    .map(({ text }) => (typeof text === 'string' ? text : ''))
    .join('');
}
