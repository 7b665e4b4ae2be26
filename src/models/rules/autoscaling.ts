import type { Rule } from './rule.js';

/** Rules of auto scaling, from the documentation pages of the actions named. */
export const autoscalingRules: readonly Rule[] = [
  // CreateScalingGroup and ModifyScalingGroup: MinInstanceNumber ≤ DesireInstanceNumber ≤ MaxInstanceNumber.
  ...['CreateScalingGroupRequest', 'ModifyScalingGroupRequest'].flatMap((shape): Rule[] => [
    {
      shape,
      member: 'MinInstanceNumber',
      constraint: 'isAtMostMaximum',
      message: 'MinInstanceNumber must be at most MaxInstanceNumber',
      holds: ({ MinInstanceNumber, MaxInstanceNumber }) => areOrdered(MinInstanceNumber, MaxInstanceNumber),
    },
    {
      shape,
      member: 'DesireInstanceNumber',
      constraint: 'isBetweenMinimumAndMaximum',
      message: 'DesireInstanceNumber must be from MinInstanceNumber to MaxInstanceNumber',
      // -1 means that no number is desired.
      holds: ({ MinInstanceNumber, DesireInstanceNumber, MaxInstanceNumber }) =>
        areOrdered(DesireInstanceNumber, -1) ||
        (areOrdered(MinInstanceNumber, DesireInstanceNumber) &&
          areOrdered(DesireInstanceNumber, MaxInstanceNumber)),
    },
  ]),
];

/** Whether one number is at most another; true when either is not a number. */
function areOrdered(low: unknown, high: unknown): boolean {
  return !isNumeric(low) || !isNumeric(high) || low <= high;
}

function isNumeric(value: unknown): value is number | bigint {
  return typeof value === 'number' || typeof value === 'bigint';
}
