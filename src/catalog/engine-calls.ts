/**
 * The actions of other services that resources call whatever module the program imports: they find out the account,
 * move a resource to another project, and give back what was paid for in advance. Every program has the facts of these
 * few actions.
 */
export const engineCalls = {
  billing: ['UnsubscribeInstance'],
  iam20210801: ['MoveProjectResource'],
  sts: ['GetCallerIdentity'],
} as const;

/** A service that has such actions. */
export type EngineService = keyof typeof engineCalls;
