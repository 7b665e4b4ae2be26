import { curate } from '../../curate.js';

export const ScalingPolicy = curate({
  accessors: { many: 'policies', one: 'policy' },
  shortNames: { type: 'scalingPolicyType' },
});
