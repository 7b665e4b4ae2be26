import { keepName, VolcengineError } from '../errors/volcengine-error.js';

/** Of the answer that an error is about. */
interface AnswerDetails {
  readonly requestId?: string | undefined;
}

/** A model gave an answer that cannot be used; it is not repeated here. */
export class ModelAnswerError extends VolcengineError {
  static {
    keepName(this, 'ModelAnswerError');
  }

  readonly requestId: string | undefined;

  constructor(message: string, code: string, { requestId }: AnswerDetails, options?: ErrorOptions) {
    super(requestId === undefined ? message : `${message} (request ${requestId})`, code, options);
    this.requestId = requestId;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), requestId: this.requestId };
  }
}

/** The answer was cut off by a limit of tokens: the model's context, or the request's own. */
export class AnswerLengthError extends ModelAnswerError {
  static {
    keepName(this, 'AnswerLengthError');
  }

  constructor(details: AnswerDetails) {
    super(
      'The answer ended at the limit of tokens: shorten the prompt, or raise the limit',
      'ERR_ANSWER_LENGTH',
      details,
    );
  }
}

/** The service's filter of content stopped the answer. */
export class ContentFilterError extends ModelAnswerError {
  static {
    keepName(this, 'ContentFilterError');
  }

  constructor(details: AnswerDetails) {
    super("The service's filter of content stopped the answer", 'ERR_CONTENT_FILTER', details);
  }
}

/** A stream ended, without an error, before its answer was whole. */
export class StreamIncompleteError extends ModelAnswerError {
  static {
    keepName(this, 'StreamIncompleteError');
  }

  constructor(details: AnswerDetails) {
    super('The stream ended before the answer was whole', 'ERR_STREAM_INCOMPLETE', details);
  }
}

/** An answer, or the arguments of a tool, that was to follow a schema and does not. `issues` has paths, never values. */
export class AnswerFormatError extends ModelAnswerError {
  static {
    keepName(this, 'AnswerFormatError');
  }

  readonly issues: readonly AnswerIssue[];

  constructor(issues: readonly AnswerIssue[], details: AnswerDetails) {
    const [first] = issues;
    const more = issues.length > 1 ? `, and ${issues.length - 1} more` : '';
    const where = first === undefined || first.path === '' ? '' : `${first.path} `;
    super(
      `The answer does not follow its schema: ${where}${first?.message ?? ''}${more}`,
      'ERR_ANSWER_FORMAT',
      details,
    );
    this.issues = issues;
  }

  override toJSON(): Record<string, unknown> {
    return { ...super.toJSON(), issues: this.issues };
  }
}

/** Where an answer does not follow its schema. */
export interface AnswerIssue {
  /** Such as `items[0].name`; empty for the whole answer. */
  readonly path: string;
  readonly message: string;
}
