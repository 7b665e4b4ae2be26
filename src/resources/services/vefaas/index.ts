import type { CuratedService } from '../../curated.js';
import { Function } from './function.js';
import { switchable } from './switchable.js';

export type { FunctionExtras, NewTimer, TriggerSummary } from './function.js';
export type { ReleaseOptions, ReleaseState, ReleasingExtras } from './release.js';
export type {
  SwitchableExtras as KafkaTriggerExtras,
  SwitchableExtras as TimerExtras,
} from './switchable.js';

const curated: CuratedService = {
  Function,
  KafkaTrigger: switchable('UpdateKafkaTrigger'),
  Timer: switchable('UpdateTimer'),
};
export default curated;
