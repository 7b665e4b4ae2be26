import { ConfigError } from '../errors/index.js';

/** A role by its TRN, or by its account and name. */
export type RoleAddress =
  | {
      /** `trn:iam::{account}:role/{role}` */
      readonly roleTrn: string;
      readonly accountId?: undefined;
      readonly roleName?: undefined;
    }
  | { readonly roleTrn?: undefined; readonly accountId: string; readonly roleName: string };

/**
 * The TRN of a role.
 *
 * @throws {@link ConfigError} when neither a TRN nor both account and name are given
 */
export function roleTrn(provider: string, { roleTrn, accountId, roleName }: RoleAddress): string {
  if (roleTrn) return roleTrn;
  if (accountId && roleName) return `trn:iam::${accountId}:role/${roleName}`;
  throw new ConfigError(`${provider}: give roleTrn, or accountId and roleName`);
}

/**
 * The account of a role's TRN.
 *
 * @throws {@link ConfigError} when the TRN is not one of a role
 */
export function accountOf(provider: string, roleTrn: string): string {
  const account = /^trn:iam::([^:]+):role\/./.exec(roleTrn)?.[1];
  if (account === undefined)
    throw new ConfigError(`${provider}: roleTrn must be trn:iam::{account}:role/{role}, got "${roleTrn}"`);
  return account;
}
