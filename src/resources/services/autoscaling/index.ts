import { curate } from '../../curate.js';
import type { CuratedService } from '../../curated.js';
import { ScalingConfiguration } from './scaling-configuration.js';
import { ScalingGroup } from './auto-scaling-group.js';
import { ScalingPolicy } from './scaling-policy.js';

export type { ScalingConfigurationExtras } from './scaling-configuration.js';
export type { ScalingGroupExtras } from './auto-scaling-group.js';

const curated: CuratedService = {
  ScalingActivity: curate({ accessors: { many: 'activities', one: 'activity' } }),
  ScalingConfiguration,
  ScalingGroup,
  ScalingPolicy,
};
export default curated;
