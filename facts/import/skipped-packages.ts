/** Packages of the official SDKs that hold no actions of the common API, with the reason. */
export const skippedPackages: Readonly<Record<string, string>> = {
  core: 'the base of the SDK',
  examples: 'sample code',
  arkruntime: 'the Ark data plane, another protocol',
  llmshield: 'a hand-written client of a data plane, another protocol',
  wafruntime: 'a hand-written client of a data plane, another protocol',
};
