import type { Behaviour } from '../../engine/behaviour.js';
import {
  predefinedImages,
  predefinedInstanceTypes,
  predefinedRegions,
  predefinedZones,
} from './predefined.js';
import { instance, instanceActions } from './instances.js';
import { commandActions, invocation, keyPair, keyPairActions, launchTemplate } from './keys-and-commands.js';

/** Instances with their volumes and interfaces, images, key pairs, commands; actions that depend on the status. */
export const ecs: Behaviour = {
  module: 'ecs',
  // The Terraform provider creates instances by the older name.
  synonyms: { RunInstances: { InstanceType: 'InstanceTypeId' } },
  resourceTypes: {
    Instance: instance,
    KeyPair: keyPair,
    Invocation: invocation,
    LaunchTemplate: launchTemplate,
    Image: { idPrefix: 'image', states: { creating: 'creating' }, predefined: predefinedImages },
    Region: { predefined: predefinedRegions },
    Zone: { predefined: predefinedZones },
    InstanceType: { predefined: predefinedInstanceTypes },
    Command: { idPrefix: 'cmd' },
    DeploymentSet: { idPrefix: 'dps' },
  },
  actions: { ...instanceActions, ...keyPairActions, ...commandActions },
};
