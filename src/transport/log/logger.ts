/** From the fewest lines to the most. */
export const logLevels = ['off', 'error', 'warn', 'info', 'debug'] as const;

/** `info`: a line for each call. `debug`: what goes over the wire, part by part. */
export type LogLevel = (typeof logLevels)[number];

export const logParts = [
  'request',
  'body',
  'response',
  'signing',
  'endpoint',
  'retries',
  'configuration',
] as const;

/** What can be left out of the log. */
export type LogPart = (typeof logParts)[number];

type Fields = Readonly<Record<string, unknown>>;

/** `console`, or anything like it. */
export interface ConsoleLike {
  error(message: string, fields: Fields): void;
  warn(message: string, fields: Fields): void;
  info(message: string, fields: Fields): void;
  debug(message: string, fields: Fields): void;
}

/** A pino logger, or one that takes its fields first like it. */
export interface PinoLike {
  error(fields: Fields, message: string): void;
  warn(fields: Fields, message: string): void;
  info(fields: Fields, message: string): void;
  debug(fields: Fields, message: string): void;
  bindings(): Fields;
}

/** Where log lines go: a logger, or a file that they are appended to, each a line of JSON. */
export type LogTarget = ConsoleLike | PinoLike | { readonly file: string };

/** Takes the lines of a log. */
export interface LogSink {
  write(level: Exclude<LogLevel, 'off'>, message: string, fields: Fields): void;
  close(): void;
}
