import { EcsClient } from '../../dist/services/ecs.js';
import { openFluent } from '../harness/open-fluent.mjs';

export const open = (origin) => openFluent(EcsClient, origin, 'node:http');
