import type { Caller } from '../state/accounts.js';
import { matchesPattern } from './match-pattern.js';
import { isAllowed } from './policy.js';
import { statementsOf, textsOf, type Statement } from './policy-document.js';

/** Who wants to assume a role: a caller, or whoever an identity provider vouches for. */
export type Assumer = Pick<Caller, 'account' | 'principal'> | { readonly provider: string | undefined };

/**
 * Whether a role's trust policy lets someone assume it. A role without a trust policy trusts nobody, and neither does a
 * statement with a condition that cannot be evaluated.
 *
 * @param action - `sts:AssumeRole`, or that of an identity provider
 */
export function isTrusted(document: unknown, action: string, assumer: Assumer): boolean {
  if (typeof document !== 'string') return false;
  const statements = statementsOf(document, 'trust')
    .filter((statement) => namesAssumer(statement, assumer))
    .map((statement) => ({ ...statement, Resource: '*' }));
  return isAllowed(statements, { action, resources: ['*'], context: {} });
}

function namesAssumer({ Principal = {} }: Statement, assumer: Assumer): boolean {
  if ('provider' in assumer) {
    const { provider } = assumer;
    const federated = textsOf(Principal['Federated'] ?? []);
    return provider === undefined
      ? federated.length > 0
      : federated.some((trusted) => matchesPattern(provider, trusted));
  }
  const { account, principal } = assumer;
  const names = [
    account,
    `trn:iam::${account}:root`,
    `trn:iam::${account}:${principal.kind}/${principal.name}`,
  ];
  return textsOf(Principal['IAM'] ?? []).some((trusted) =>
    names.some((name) => matchesPattern(name, trusted)),
  );
}
