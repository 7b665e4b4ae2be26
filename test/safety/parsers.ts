// What reads text from outside: each entry hands one text to one exported function, as its caller would.
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { originOf } from '../../src/auth/endpoints.js';
import { readJsonFile } from '../../src/auth/files.js';
import { readCliProfile } from '../../src/auth/providers/cli-config.js';
import { toDate } from '../../src/auth/response-json.js';
import {
  canonicalHeaders,
  canonicalRequest,
  encodeRfc3986,
} from '../../src/auth/signing/canonical-request.js';
import { accountOf } from '../../src/auth/sts.js';
import { usableCredentials } from '../../src/auth/usable-credentials.js';
import { isReadingName } from '../../src/catalog/action-kinds.js';
import { anyService } from '../../src/catalog/any-service.js';
import { decodeInput, parsePairs } from '../../src/catalog/decode-input.js';
import { gatewayStatus, numericCode } from '../../src/catalog/error-table.js';
import { noSuchService } from '../../src/catalog/load.js';
import { camelName, pascalName, pluralName, singularName, withArticle } from '../../src/catalog/names.js';
import { noSuchAction } from '../../src/catalog/no-such-action.js';
import { pathSteps, readPath } from '../../src/catalog/paths.js';
import { signingNameLike, versionsOf } from '../../src/catalog/service-index.js';
import { readConfigFile } from '../../src/cli/config-file.js';
import { findAction } from '../../src/cli/lookup/find-action.js';
import { findResourceType } from '../../src/cli/lookup/find-resource-type.js';
import { findService, normal } from '../../src/cli/lookup/find-service.js';
import { AnswerPages } from '../../src/cli/mcp/answer-pages.js';
import { maskAnswer } from '../../src/cli/mcp/mask.js';
import { offeredServices } from '../../src/cli/mcp/tools.js';
import { toTable } from '../../src/cli/output/table.js';
import { toText } from '../../src/cli/output/text.js';
import { toYaml } from '../../src/cli/output/yaml.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { findMember, noSuchMember } from '../../src/cli/request/members.js';
import { jsonValue, scalarValue } from '../../src/cli/request/values.js';
import { knownState } from '../../src/cli/states.js';
import { findTarget } from '../../src/client/find-target.js';
import { tokensOf } from '../../src/emulator/ark/answer.js';
import { readMembers } from '../../src/emulator/ark/request.js';
import { sampleOf } from '../../src/emulator/ark/sample.js';
import { readApiKey } from '../../src/emulator/state/api-keys.js';
import { capacityOf } from '../../src/emulator/behaviours/ecs/predefined.js';
import { evaluateCondition, isKnownOperator } from '../../src/emulator/engine/conditions.js';
import { matchesPattern } from '../../src/emulator/engine/match-pattern.js';
import { putPath } from '../../src/emulator/engine/paths.js';
import { documentProblem, statementsOf } from '../../src/emulator/engine/policy-document.js';
import { isTrusted } from '../../src/emulator/engine/trust-policy.js';
import { validateInput } from '../../src/emulator/engine/validate.js';
import { AllowedHosts } from '../../src/emulator/http/allowed-hosts.js';
import { Faults } from '../../src/emulator/http/faults.js';
import {
  canonicalRequest as receivedRequest,
  checkDate,
  readClaim,
} from '../../src/emulator/http/verify-signature.js';
import { checkSnapshot } from '../../src/emulator/state/check-snapshot.js';
import { durationMs } from '../../src/emulator/state/clock.js';
import { hash } from '../../src/emulator/state/ids.js';
import { readSeeds } from '../../src/emulator/state/seeds.js';
import { readSnapshot } from '../../src/emulator/state/snapshot.js';
import { tagKey, tagsIn } from '../../src/emulator/state/tags.js';
import { findIssues } from '../../src/models/validate.js';
import { coerceId } from '../../src/resources/coerce-id.js';
import { parseDocument } from '../../src/resources/services/iam/policy-document.js';
import { readCall } from '../../src/testing/read-call.js';
import { readRecording } from '../../src/testing/recording.js';
import { bootstrapRegions } from '../../src/transport/bootstrap-regions.js';
import { checkedEndpoint, checkedHeaders, checkedRegion } from '../../src/transport/checks.js';
import { readBody } from '../../src/transport/http/body-reader.js';
import { checkedProxy, proxyFor } from '../../src/transport/http/proxy.js';
import { parseResponse } from '../../src/transport/parse-response.js';
import { flatten } from '../../src/transport/protocols/flatten.js';
import { jsonBody } from '../../src/transport/protocols/json.js';
import { encodeOrRefuse } from '../../src/transport/protocols/serialize.js';
import { resolveEndpoint } from '../../src/transport/resolve-endpoint.js';
import { retryAfterMs } from '../../src/transport/retry/retry-after.js';
import { isDocumentedThrottling, isGatewayCode, isTransient } from '../../src/transport/service-error.js';
import { isCidr, parseAddress, parseCidr } from '../../src/util/cidr.js';
import { parseEndpoint } from '../../src/util/endpoint.js';
import { environmentProxy, isExempted } from '../../src/util/environment-proxy.js';
import { jsonErrorPosition } from '../../src/util/json-position.js';
import {
  mayHoldBigIntegers,
  parseJson,
  parseNumber,
  toJson,
  toStableJson,
  withoutBom,
} from '../../src/util/json.js';
import { nearestHint } from '../../src/util/nearest.js';
import { warnOfPlainHttp } from '../../src/util/plain-http.js';
import { withoutPrivateTexts } from '../../src/util/private-text.js';
import {
  isSensitiveHeader,
  isSensitiveMember,
  redact,
  redactHeaders,
  redactJsonText,
  redactKeepingShape,
  redactText,
  mapTexts,
  secretsIn,
  secretsOf,
} from '../../src/util/secrets.js';

const folder = mkdtempSync(join(tmpdir(), 'parsers-'));
const ecs = anyService('ecs');
const runInstances = ecs.actions['RunInstances']!;
const describeInstances = ecs.actions['DescribeInstances']!;

/** A file with this text. */
function fileOf(text: string): string {
  const file = join(folder, 'text');
  writeFileSync(file, text);
  return file;
}

/** What a JSON text holds; of another text, an object with it as a member, a key and a list. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return { Name: text, [text]: 1, Values: text.split(',') };
  }
}

function recordOf(text: string): Readonly<Record<string, unknown>> {
  const value = valueOf(text);
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : { value };
}

const refuse = (problem: string): never => {
  throw new SyntaxError(problem);
};
const rules = {
  provider: 'standard',
  dualStack: false,
  customEndpoints: {},
  bootstrapRegions: new Set<string>(),
} as const;
const statementWith = (text: string, member: string): string =>
  JSON.stringify({ Statement: [{ Effect: 'Allow', Action: '*', Resource: '*', [member]: text }] });
const signed = (text: string, headers: Readonly<Record<string, string>>) => ({
  method: 'GET',
  path: '/',
  query: quietly(() => parsePairs(text)) ?? [['X-Credential', text] as [string, string]],
  headers,
  body: Buffer.from(text),
});

function quietly<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}

/** Functions that read text from outside, by file and name, and how each is given one. */
export const parsers: Readonly<Record<string, (text: string) => unknown>> = {
  'auth/endpoints.ts originOf': (text) => originOf('sts', text),
  'auth/files.ts readJsonFile': (text) => readJsonFile('file', fileOf(text), 'help'),
  'auth/providers/cli-config.ts readCliProfile': (text) =>
    readCliProfile('cli', { HOME: '/', VOLCENGINE_PROFILE: text.slice(0, 1000) }, fileOf(text)),
  'auth/response-json.ts toDate': (text) => toDate(text),
  'auth/signing/canonical-request.ts encodeRfc3986': (text) => encodeRfc3986(text),
  'auth/signing/canonical-request.ts canonicalHeaders': (text) =>
    canonicalHeaders([
      ['x-name', text],
      [text, 'x'],
    ]),
  'auth/signing/canonical-request.ts canonicalRequest': (text) =>
    canonicalRequest('GET', text, canonicalHeaders([['host', 'h']]), 'hash'),
  'auth/sts.ts accountOf': (text) => accountOf('sts', text),
  'auth/usable-credentials.ts usableCredentials': (text) =>
    usableCredentials('own', 'it', { accessKeyId: text, secretAccessKey: text, sessionToken: text }),
  'catalog/action-kinds.ts isReadingName': isReadingName,
  'catalog/decode-input.ts parsePairs': parsePairs,
  'catalog/decode-input.ts decodeInput': (text) => {
    const query = quietly(() => parsePairs(text)) ?? [];
    const names = quietly(() =>
      decodeInput(ecs.shapes, describeInstances, {
        method: 'GET',
        query: [[text, '1']],
        body: Buffer.alloc(0),
      }),
    );
    const body = Buffer.from(text);
    quietly(() =>
      decodeInput(ecs.shapes, runInstances, {
        method: 'POST',
        query: [],
        body,
        contentType: 'application/json',
      }),
    );
    return [names, decodeInput(ecs.shapes, runInstances, { method: 'POST', query, body })];
  },
  'catalog/error-table.ts gatewayStatus': gatewayStatus,
  'catalog/error-table.ts numericCode': numericCode,
  'catalog/load.ts noSuchService': noSuchService,
  'catalog/names.ts camelName': camelName,
  'catalog/names.ts pascalName': pascalName,
  'catalog/names.ts singularName': singularName,
  'catalog/names.ts pluralName': pluralName,
  'catalog/names.ts withArticle': withArticle,
  'catalog/no-such-action.ts noSuchAction': (text) => noSuchAction(ecs, text),
  'catalog/paths.ts pathSteps': (text) => pathSteps(text),
  'catalog/paths.ts readPath': (text) => readPath(valueOf(text), 'Name.a[0].b'),
  'catalog/service-index.ts versionsOf': versionsOf,
  'catalog/service-index.ts signingNameLike': signingNameLike,
  'cli/config-file.ts readConfigFile': (text) => readConfigFile(fileOf(text)),
  'cli/lookup/find-action.ts findAction': (text) => findAction(ecs, text),
  'cli/lookup/find-resource-type.ts findResourceType': (text) => findResourceType(ecs, text),
  'cli/lookup/find-service.ts findService': (text) => findService(text),
  'cli/lookup/find-service.ts normal': normal,
  'cli/mcp/answer-pages.ts AnswerPages': (text) => {
    const pages = new AnswerPages(20_000);
    for (let part = pages.first(text); part.cursor !== undefined;) part = pages.next(part.cursor);
    return pages.next(text);
  },
  'cli/mcp/mask.ts maskAnswer': (text) =>
    maskAnswer({ text, value: valueOf(text) }, { Password: 'canary' }, undefined),
  'cli/mcp/tools.ts offeredServices': offeredServices,
  'cli/output/table.ts toTable': (text) => toTable([recordOf(text)], { width: 80, heading: String }),
  'cli/output/text.ts toText': (text) => toText(valueOf(text)),
  'cli/output/yaml.ts toYaml': (text) => toYaml(valueOf(text)),
  'cli/parse-arguments.ts parseArguments': (text) =>
    [[text], [`--${text}`], ['--name', text], text.split(',')].map((words) =>
      quietly(() => parseArguments(words, [{ name: 'name', value: 'text', help: '' }], true)),
    ),
  'cli/request/members.ts findMember': (text) => findMember(ecs, 'RunInstancesRequest', text),
  'cli/request/members.ts noSuchMember': (text) =>
    noSuchMember(ecs, 'RunInstancesRequest', text, 'RunInstances'),
  'cli/request/values.ts jsonValue': (text) => jsonValue(text, '--x'),
  'cli/request/values.ts scalarValue': (text) => scalarValue(text, { type: 'integer' }, '--x'),
  'cli/states.ts knownState': (text) => knownState(ecs, 'Instance', text),
  'client/find-target.ts findTarget': (text) =>
    [
      { service: 'ecs', action: text },
      { service: text, action: 'A' },
    ].map((address) => quietly(() => findTarget(address, recordOf(text)))),
  'emulator/ark/answer.ts tokensOf': tokensOf,
  'emulator/ark/request.ts readMembers': (text) => [
    quietly(() => readMembers(Buffer.from(text), `multipart/form-data; boundary=${text}`)),
    quietly(() =>
      readMembers(Buffer.from(`--a\r\n${text}\r\n\r\n${text}--a--`), 'multipart/form-data; boundary=a'),
    ),
    readMembers(Buffer.from(text), text),
  ],
  'emulator/ark/sample.ts sampleOf': (text) => sampleOf({ ...recordOf(text) }, {}, text),
  'emulator/state/api-keys.ts readApiKey': (text) => [
    readApiKey({} as never, text),
    readApiKey({} as never, `a.${text}`),
  ],
  'emulator/behaviours/ecs/predefined.ts capacityOf': capacityOf,
  'emulator/engine/conditions.ts isKnownOperator': isKnownOperator,
  'emulator/engine/conditions.ts evaluateCondition': (text) =>
    ['NumericEquals', 'DateLessThan', 'IpAddress', 'Bool', text].map((operator) =>
      evaluateCondition(operator, 'key', [text, '10.0.0.0/8', `10.0.0.0/${text}`], { key: [text] }),
    ),
  'emulator/engine/match-pattern.ts matchesPattern': (text) => matchesPattern(text, '*a*b*?c*'),
  'emulator/engine/paths.ts putPath': (text) => putPath({}, text.slice(0, 1000), 1),
  'emulator/engine/policy-document.ts statementsOf': (text) => [
    statementsOf(text),
    statementsOf(statementWith(text, 'Action')),
  ],
  'emulator/engine/policy-document.ts documentProblem': (text) => [
    documentProblem(text, 'permission'),
    documentProblem(statementWith(text, 'Condition'), 'trust'),
  ],
  'emulator/engine/trust-policy.ts isTrusted': (text) =>
    isTrusted(text, 'sts:AssumeRole', { provider: text }),
  'emulator/engine/validate.ts validateInput': (text) =>
    validateInput(ecs.shapes, 'RunInstancesRequest', recordOf(text)),
  'emulator/http/allowed-hosts.ts AllowedHosts': (text) =>
    new AllowedHosts().refusal({ host: text, origin: text }),
  'emulator/http/faults.ts Faults': (text) => new Faults(1).add(recordOf(text) as never),
  'emulator/http/verify-signature.ts readClaim': (text) => [
    quietly(() => readClaim(signed(text, { authorization: text }))),
    quietly(() =>
      readClaim(
        signed(text, { authorization: `HMAC-SHA256 Credential=${text}, SignedHeaders=${text}, Signature=` }),
      ),
    ),
    readClaim(signed(text, {})),
  ],
  'emulator/http/verify-signature.ts checkDate': (text) =>
    checkDate({ scope: text, date: text, isPresigned: false } as never, 0),
  'emulator/http/verify-signature.ts canonicalRequest': (text) =>
    receivedRequest(signed(text, { host: text }), {
      isPresigned: true,
      signedHeaders: text.split(';').slice(0, 10),
    } as never),
  'emulator/state/check-snapshot.ts checkSnapshot': (text) => checkSnapshot(valueOf(text), 'it', () => true),
  'emulator/state/clock.ts durationMs': durationMs,
  'emulator/state/ids.ts hash': hash,
  'emulator/state/seeds.ts readSeeds': (text) => readSeeds(fileOf(text)),
  'emulator/state/snapshot.ts readSnapshot': (text) => readSnapshot(fileOf(text)),
  'emulator/state/tags.ts tagKey': (text) => tagKey(text, text),
  'emulator/state/tags.ts tagsIn': (text) => tagsIn(valueOf(text)),
  'models/validate.ts findIssues': (text) => findIssues(ecs, 'RunInstancesRequest', recordOf(text)),
  'resources/coerce-id.ts coerceId': (text) => coerceId(text, { type: 'integer' }),
  'resources/services/iam/policy-document.ts parseDocument': (text) => parseDocument(text, 'Policy'),
  'testing/read-call.ts readCall': (text) =>
    [text, `HMAC-SHA256 Credential=${text}`].map((authorization) =>
      quietly(() =>
        readCall({
          method: 'POST',
          url: `https://h/?Action=RunInstances&Version=2020-04-01&${text}`,
          headers: { authorization },
          body: text,
        } as never),
      ),
    ),
  'testing/recording.ts readRecording': (text) => readRecording(fileOf(text)),
  'transport/bootstrap-regions.ts bootstrapRegions': (text) =>
    bootstrapRegions([], { VOLC_BOOTSTRAP_REGION_LIST_CONF: fileOf(text) }, () => {}),
  'transport/checks.ts checkedEndpoint': (text) => checkedEndpoint(text, 'https'),
  'transport/checks.ts checkedHeaders': (text) => [
    quietly(() => checkedHeaders({ [text]: 'x' })),
    checkedHeaders({ 'x-name': text }),
  ],
  'transport/checks.ts checkedRegion': checkedRegion,
  'transport/http/body-reader.ts readBody': (text) => {
    const stream = new PassThrough();
    const exchange = { isTooLong: () => false, finish: () => true, break: () => {} };
    readBody(stream, 200, exchange as never, () => {});
    for (let at = 0; at < text.length; at += 10) stream.write(text.slice(at, at + 10));
    stream.end();
  },
  'transport/http/proxy.ts checkedProxy': (text) => checkedProxy(text),
  'transport/http/proxy.ts proxyFor': (text) => proxyFor('https://h', text),
  'transport/parse-response.ts parseResponse': (text) =>
    [text, `{"ResponseMetadata": {"Error": {"Code": ${JSON.stringify(text)}}}}`].map((body) =>
      parseResponse({ status: 400, headers: { 'content-encoding': text }, body }),
    ),
  'transport/protocols/flatten.ts flatten': (text) => flatten('RunInstances', recordOf(text)),
  'transport/protocols/json.ts jsonBody': (text) => jsonBody('RunInstances', recordOf(text)),
  'transport/protocols/serialize.ts encodeOrRefuse': (text) =>
    encodeOrRefuse('A', [[text, text]], (pairs) => pairs.map(String).join('')),
  'transport/resolve-endpoint.ts resolveEndpoint': (text) =>
    [() => resolveEndpoint(text, 'cn-beijing', rules), () => resolveEndpoint('ecs', text, rules)].map(
      quietly,
    ),
  'transport/retry/retry-after.ts retryAfterMs': (text) =>
    retryAfterMs({ 'retry-after': text, date: text }, 0),
  'transport/service-error.ts isDocumentedThrottling': isDocumentedThrottling,
  'transport/service-error.ts isGatewayCode': isGatewayCode,
  'transport/service-error.ts isTransient': (text) => isTransient(text, 400),
  'util/cidr.ts isCidr': isCidr,
  'util/cidr.ts parseAddress': parseAddress,
  'util/cidr.ts parseCidr': parseCidr,
  'util/endpoint.ts parseEndpoint': (text) => parseEndpoint(text, 'https', refuse),
  'util/environment-proxy.ts environmentProxy': (text) =>
    environmentProxy('https://h', { https_proxy: 'p', no_proxy: text }),
  'util/environment-proxy.ts isExempted': (text) => [
    isExempted('10.0.0.1', '80', text),
    isExempted(text, '80', 'a.b,[::1]:80'),
  ],
  'util/json-position.ts jsonErrorPosition': jsonErrorPosition,
  'util/json.ts mayHoldBigIntegers': mayHoldBigIntegers,
  'util/json.ts parseJson': (text) => [
    quietly(() => parseJson(`[1234567890123456789,${text}`)),
    parseJson(text),
  ],
  'util/json.ts parseNumber': parseNumber,
  'util/json.ts toJson': (text) => toJson(valueOf(text)),
  'util/json.ts toStableJson': (text) => toStableJson(valueOf(text)),
  'util/json.ts withoutBom': withoutBom,
  'util/nearest.ts nearestHint': (text) => nearestHint(text, Object.keys(ecs.actions)),
  'util/plain-http.ts warnOfPlainHttp': (text) => warnOfPlainHttp(`http://${text}`, {}, () => {}),
  'util/private-text.ts withoutPrivateTexts': (text) => withoutPrivateTexts(text, [`${text}b`, `b${text}`]),
  'util/secrets.ts isSensitiveHeader': isSensitiveHeader,
  'util/secrets.ts isSensitiveMember': isSensitiveMember,
  'util/secrets.ts redact': (text) => redact(valueOf(text), ['canary']),
  'util/secrets.ts redactHeaders': (text) => redactHeaders({ location: text, [text]: text }, ['canary']),
  'util/secrets.ts redactJsonText': redactJsonText,
  'util/secrets.ts redactKeepingShape': (text) => redactKeepingShape(valueOf(text), ['canary']),
  'util/secrets.ts redactText': (text) => redactText(text, [text.slice(0, 100), 'canary']),
  'util/secrets.ts mapTexts': (text) => mapTexts(valueOf(text), (inner) => inner.slice(1)),
  'util/secrets.ts secretsIn': (text) => secretsIn(valueOf(text)),
  'util/secrets.ts secretsOf': (text) => secretsOf(undefined, recordOf(text)),
};

/** Texts that make work: one piece again and again, whole or within what begins like something known. */
export const attacks: Readonly<Record<string, (chars: number) => string>> = {
  ...Object.fromEntries(
    [
      ...[
        'a',
        'A',
        '9',
        '.',
        ' ',
        '\n',
        '\t',
        '_',
        '-',
        '*',
        '?',
        '%',
        '[',
        '{',
        '"',
        ',',
        ':',
        '/',
        '&',
        ';',
        '\\',
        '+',
      ],
      ...[
        'é',
        '\u{1f600}',
        '\ud83d',
        'a=b&',
        '%41',
        '%zz&',
        'Filter.1.',
        '.1',
        'a[0]',
        '"\\"',
        '\\"',
        '1,',
        '::',
        '1.',
        '0.',
      ],
      ...[
        '--a=',
        ' \n',
        '://',
        'x?a=',
        '&b=1',
        '?Password=',
        '<a',
        'Token',
        'Invalid',
        'Credential=a',
        '9'.repeat(20) + ' ',
        '{"a":',
      ],
    ].map((piece) => [
      JSON.stringify(piece),
      (chars: number) => piece.repeat(Math.ceil(chars / piece.length)),
    ]),
  ),
  'a deep list': (chars) => '['.repeat(chars / 2) + ']'.repeat(chars / 2),
  'a deep object': (chars) => '{"a":'.repeat(chars / 6) + '1' + '}'.repeat(chars / 6),
  'a list of texts': (chars) => JSON.stringify({ A: Array.from({ length: chars / 4 }, () => 'a') }),
  'many members': (chars) => `{${Array.from({ length: chars / 12 }, (_, i) => `"m${i}":1`).join(',')}}`,
  'many secrets': (chars) =>
    `{${Array.from({ length: chars / 30 }, (_, i) => `"Password${i}":"secret${i}"`).join(',')}}`,
  'many pairs': (chars) => Array.from({ length: chars / 10 }, (_, i) => `A.${i}=${i}`).join('&'),
  'a number without end': (chars) => `{"a":${'9'.repeat(chars)}}`,
  'a proto': (chars) => `{"__proto__":{"a":"${'a'.repeat(chars)}"}}`,
};
