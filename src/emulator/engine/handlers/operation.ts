import type { Call } from '../call.js';
import { toStableJson } from '../../../util/json.js';
import type { Data } from '../../state/store.js';

/** Answers an action of no resource: made-up values, the same for the same request, with what the request said. */
export function answerOperation(call: Call): Data {
  if (call.isDryRun) return call.result({});
  const said: Data = {};
  for (const [member, value] of Object.entries(call.input)) {
    if (typeof value !== 'object') said[member] = value;
  }
  return call.service.renderer.render(
    call.action.facts.output,
    said,
    call.sampler(toStableJson({ ...call.input, ClientToken: undefined })),
  );
}
