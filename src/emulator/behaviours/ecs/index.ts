import type { Behaviour } from '../../engine/behaviour.js';
import { givenImages, givenInstanceTypes, givenRegions, givenZones } from './catalogue.js';
import { instance, instanceActions } from './instances.js';
import { invocation, keyPair, launchTemplate, otherActions } from './others.js';

/** Servers: what they run on, what is made and taken away with them, what their states allow. */
export const ecs: Behaviour = {
  module: 'ecs',
  nouns: {
    Instance: instance,
    KeyPair: keyPair,
    Invocation: invocation,
    LaunchTemplate: launchTemplate,
    Image: { idPrefix: 'image', states: { creating: 'creating' }, given: givenImages },
    Region: { given: givenRegions },
    Zone: { given: givenZones },
    InstanceType: { given: givenInstanceTypes },
    Command: { idPrefix: 'cmd' },
    DeploymentSet: { idPrefix: 'dps' },
  },
  actions: { ...instanceActions, ...otherActions },
};
