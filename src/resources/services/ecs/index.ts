import type { CuratedService } from '../../curated.js';
import { Command } from './command.js';
import { DeploymentSet } from './deployment-set.js';
import { Image } from './image.js';
import { Instance } from './instance.js';
import { Invocation } from './invocation.js';
import { KeyPair } from './key-pair.js';
import { LaunchTemplate } from './launch-template.js';

export type { CommandExtras, RunOptions } from './command.js';
export type { DeploymentSetExtras } from './deployment-set.js';
export type { ImageExtras } from './image.js';
export type { InstanceExtras, ScriptOptions } from './instance.js';
export type { CommandOutput, InvocationExtras } from './invocation.js';
export type { KeyPairExtras } from './key-pair.js';
export type { LaunchTemplateExtras } from './launch-template.js';

const curated: CuratedService = {
  Command,
  DeploymentSet,
  Image,
  Instance,
  Invocation,
  KeyPair,
  LaunchTemplate,
};
export default curated;
