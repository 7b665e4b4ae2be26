import type { Behaviour } from '../../engine/behaviour.js';
import { invalidParameter } from '../../model/api-error.js';
import { issueApiKey } from '../../state/api-keys.js';

/** The runtime answers for these keys at `/api/v3`. */
export const ark: Behaviour = {
  module: 'ark',
  actions: {
    GetApiKey(call) {
      const { input, cloud, now } = call;
      const seconds = Number(input['DurationSeconds']);
      if (!(seconds > 0)) throw invalidParameter('DurationSeconds', 'is not a number of seconds');
      const ids = Array.isArray(input['ResourceIds']) ? input['ResourceIds'].map(String) : [];
      const endsAtMs = now + seconds * 1000;
      const ApiKey = issueApiKey(cloud, { ids, endsAtMs });
      return call.result({ ApiKey, ExpiredTime: Math.floor(endsAtMs / 1000) });
    },
  },
};
