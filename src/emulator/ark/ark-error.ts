/** A refusal in the form of Ark's runtime. */
export class ArkError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly type: string,
    readonly param = '',
  ) {
    super(message);
  }

  toJSON(): object {
    const { code, message, type, param } = this;
    return { error: { code, message, type, param } };
  }
}

export function badRequest(param: string, message: string): ArkError {
  return new ArkError(400, param === '' ? 'BadRequest' : 'InvalidParameter', message, 'BadRequest', param);
}

export function notThere(what: string, id: string): ArkError {
  const message = `The ${what} ${JSON.stringify(id.slice(0, 100))} does not exist or you do not have access to it.`;
  return new ArkError(404, 'NotFound', message, 'NotFound');
}
