import { expect } from 'chai';
import {
  isDocumentedThrottling,
  isGatewayCode,
  isTransient,
  serviceError,
} from '../../src/transport/service-error.js';

const call = { serviceMessage: 'no', service: 'ecs', action: 'Do', region: 'r', attempts: 1 };
const classOf = (code: string, status = 400): string => serviceError({ ...call, code, status }).name;
/** The codes among these that give an error of the class. */
const having = (name: string, codes: readonly string[], status = 400): string[] =>
  codes.filter((code) => classOf(code, status) === name);

/** Codes by the class of their error, whatever the status. */
const classes: Readonly<Record<string, readonly string[]>> = {
  ThrottlingError: [
    ...['FlowLimitExceeded', 'AccountFlowLimitExceeded', 'RequestLimitExceeded', 'ServiceFlowLimitExceeded'],
    ...['Throttling', 'Throttling.User', 'RequestThrottled', 'ThrottlingException', 'RateLimitExceeded'],
    ...['TooManyRequests', 'toomanyrequests'],
  ],
  AuthenticationError: [
    ...['MissingAuthenticationToken', 'MissingSignature', 'InvalidAccessKey', 'SignatureDoesNotMatch'],
    ...['InvalidClientTokenId', 'InvalidTimestamp', 'InvalidSecurityToken', 'InvalidToken'],
    ...['ExpiredToken', 'TokenExpired', 'ExpiredSecurityToken', 'SecurityTokenHasExpired'],
  ],
  PermissionError: [
    ...['AccessDenied', 'AccessDenied.Policy', 'LackPolicy', 'LackProjectPolicy', 'RequestForbidden'],
    ...['Forbidden', 'Forbidden.Action', 'InvalidAccountNotInWhitelist'],
  ],
  QuotaError: [
    'QuotaExceeded',
    'InstanceQuotaExceeded',
    'LimitExceeded.Volume',
    'InsufficientBalance',
    'RateLimitExceededX',
    'Insufficient.Balance',
  ],
  NotFoundError: [
    ...['InvalidInstance.NotFound', 'UserNotExist', 'UserNotExists', 'UserNotExisted', 'ResourceNotFound'],
    ...['NotFound.Instance'],
  ],
  ConflictError: [
    ...['ResourceInUse', 'InvalidState', 'InvalidStatus', 'InvalidInstanceState', 'InvalidVpcStatus'],
    ...['OperationConflict', 'RoleAlreadyExist', 'IdempotentParameterMismatch'],
  ],
  InternalError: [
    'InternalError',
    'InternalServiceTimeout',
    'ServiceUnavailableTemp',
    'FailToConnect',
    'InternalServiceError',
  ],
  ServiceError: [
    ...['InvalidActionOrVersion', 'InvalidAction', 'InvalidVersion', 'ServiceNotFound', 'InvalidParameter'],
    ...['NotThrottling', 'XInvalidToken', 'InvalidTokenX', 'XAccessDenied', 'AccessDeniedX', 'XInternal'],
    ...['TooManyRequestsX', 'XTooManyRequests', 'XInvalidActionX', 'InUseX', 'NotFoundX'],
    ...[
      'Insufficient',
      'XInvalidAction',
      'InvalidActionX',
      'InvalidStateX',
      'MissingSignatureX',
      'NotExistX',
    ],
  ],
};

describe('the error of a service', () => {
  for (const [name, codes] of Object.entries(classes))
    it(`is a ${name} by its code`, () => {
      expect(having(name, codes)).to.deep.equal(codes);
    });

  it('keeps the class of its code with any status', () => {
    for (const status of [200, 401, 403, 404, 409])
      for (const name of [
        'AuthenticationError',
        'PermissionError',
        'NotFoundError',
        'ConflictError',
        'ThrottlingError',
      ])
        expect(having(name, classes[name]!, status), `${name} ${status}`).to.deep.equal(classes[name]);
    for (const code of ['InvalidActionOrVersion', 'InvalidAction', 'InvalidVersion', 'ServiceNotFound'])
      expect(classOf(code, 404), code).to.equal('ServiceError');
    for (const code of ['XInvalidAction', 'InvalidActionX'])
      expect(classOf(code, 404)).to.equal('NotFoundError');
    for (const code of ['Vpc.NotFoundX', 'MyNotFound.Vpc']) expect(classOf(code)).to.equal('ServiceError');
  });

  it('is told by the status where the code says nothing', () => {
    const byStatus = [200, 400, 401, 403, 404, 409, 429, 499, 500, 503].map((status) =>
      classOf('Odd', status),
    );
    expect(byStatus).to.deep.equal([
      ...[
        'ServiceError',
        'ServiceError',
        'AuthenticationError',
        'PermissionError',
        'NotFoundError',
        'ConflictError',
      ],
      ...['ThrottlingError', 'ServiceError', 'InternalError', 'InternalError'],
    ]);
    expect(classOf('QuotaExceeded', 429)).to.equal('ThrottlingError');
  });

  it('may pass when the service is throttled or has trouble', () => {
    const may = (code: string, status: number) => serviceError({ ...call, code, status }).retryable;
    expect(may('Throttling', 400)).to.equal(true);
    expect(may('Odd', 429)).to.equal(true);
    for (const code of [
      'InternalServiceTimeout',
      'ServiceUnavailableTemp',
      'FailToConnect',
      'InternalServiceError',
    ])
      expect(may(code, 200), code).to.equal(true);
    expect([408, 500, 502, 503, 504, 599].map((status) => may('Odd', status))).to.deep.equal(
      new Array(6).fill(true),
    );
    expect([200, 400, 407, 409, 499, 501, 505].map((status) => may('Odd', status))).to.deep.equal(
      new Array(7).fill(false),
    );
    expect(may('InternalError', 400)).to.equal(false);
    expect(isTransient('', 503)).to.equal(true);
    expect(isTransient('', 400)).to.equal(false);
  });

  it('has what is known of its call, and its cause', () => {
    const cause = new Error('why');
    const error = serviceError({ ...call, code: 'Odd', status: 400, requestId: 'r-1', codeN: 7 }, { cause });
    expect(error).to.include({
      ...call,
      code: 'Odd',
      status: 400,
      requestId: 'r-1',
      codeN: 7,
      cause,
      retryable: false,
    });
  });
});

describe('the documented codes', () => {
  it('tell what the gateway turned away, and what is the gateway’s own', () => {
    const codes = [
      'FlowLimitExceeded',
      'AccountFlowLimitExceeded',
      'RequestLimitExceeded',
      'InvalidAccessKey',
      'Throttling',
      'Odd',
    ];
    expect(codes.map(isDocumentedThrottling)).to.deep.equal([true, true, true, false, false, false]);
    expect(['InvalidAccessKey', 'InvalidTimestamp', 'Odd', 'constructor'].map(isGatewayCode)).to.deep.equal([
      ...[true, true],
      ...[false, false],
    ]);
  });
});
