import { readPath, withPath } from '../../catalog/paths.js';
import { inputName, inputShape, memberAt } from '../../catalog/shapes.js';
import type { CallOptions } from '../../types/call.js';
import type { Dispatcher } from '../../types/dispatcher.js';
import { ConfigError } from '../../errors/config.js';
import { orAborted, TimeoutError } from '../../errors/transport.js';
import { ConflictError, NotFoundError } from '../../errors/service.js';
import { ResourceError } from '../../errors/resource.js';
import { monotonicMs } from '../../util/monotonic.js';
import { coerceId } from '../coerce-id.js';
import { sendForOne } from '../identified-call.js';
import { addressed, requireIdentity, withFurther, type Identity } from '../identity.js';
import { anyOf, anyOfCapital } from '../model/label.js';
import type { ResourceModel } from '../model/resource-model.js';
import { readOne } from '../reading/read.js';
import type { ReadObject } from '../reading/read-object.js';
import { deletionKey, runningDeletions } from './running-deletions.js';

/** Options of deleting; `timeoutMs` is for the whole deletion, with everything that it reads, stops and repeats. */
export interface DeleteOptions extends CallOptions {
  /** Further members of the delete request, in wire names. */
  readonly request?: Readonly<Record<string, unknown>> | undefined;
  /**
   * In milliseconds: how long the deletion is retried while the state of the resource forbids it; 0 to fail at once.
   *
   * @defaultValue by the facts, usually 15 minutes; about 15 seconds when the service says each time that something else
   * uses the resource, and this session is deleting nothing else
   */
  readonly retryConflictsMs?: number | undefined;
  /** Called before each retry. */
  readonly onConflict?: ((error: ConflictError) => void) | undefined;
}

const minuteMs = 60_000;

/** Codes of conflicts that end only when another resource goes. */
const inUse = /InUse|Dependen|NotEmpty|HasAssociat|AlreadyAssociat|StillHas/i;
/** After so many equal refusals of something in use, it becomes free only if somebody deletes what uses it. */
const mostEqualRefusals = 6;
/** How long a deletion may take that the facts know no time of. */
const usualGoneMinutes = 1;

/**
 * Deletes a resource. Succeeds when it no longer exists.
 *
 * @param data - the resource as it was read last; where the API deletes by something else than the id, it is read if this
 * is undefined
 * @throws {@link TimeoutError} when `timeoutMs` pass first; its `cause` is the last conflict
 */
export async function remove(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  { request: further, retryConflictsMs, onConflict, ...options }: DeleteOptions = {},
  data?: ReadObject,
): Promise<void> {
  const facts = model.resource.delete;
  if (!facts) return;
  requireIdentity(model, identity);
  checkRetries(retryConflictsMs);
  const limits = new Limits(dispatcher, facts.action, options);
  let request: Record<string, unknown>;
  try {
    request = withFurther(await deletionRequest(dispatcher, model, identity, data, limits.call()), further);
  } catch (error) {
    if (error instanceof NotFoundError) return;
    throw error;
  }
  requireNeeds(model, facts.action, request);
  await prepare(dispatcher, model, identity, limits);
  const running = runningDeletions(dispatcher);
  const key = deletionKey(dispatcher, model, identity);
  running.try(key);
  try {
    const retryMs = retryConflictsMs ?? (facts.retryMinutes ?? 0) * minuteMs;
    const isPatient = retryConflictsMs !== undefined;
    const outcome = await sendUntilAccepted(dispatcher, facts.action, request, limits, {
      untilMs: monotonicMs(dispatcher.clock) + retryMs,
      isStuck: (now) => {
        running.giveUp(key);
        return !isPatient && !running.hasOthers(key, now);
      },
      onConflict,
    });
    const now = monotonicMs(dispatcher.clock);
    if (outcome === 'gone') running.gone(key);
    else running.accept(key, now, now + (facts.waitGoneMinutes ?? usualGoneMinutes) * minuteMs);
  } finally {
    running.giveUp(key);
  }
}

interface Retries {
  readonly untilMs: number;
  /** Asked when the service said so often that something else uses it: whether that will stay so. */
  isStuck(now: number): boolean;
  readonly onConflict: DeleteOptions['onConflict'];
}

/** Sends the deletion until the service takes it; a conflict is retried. */
async function sendUntilAccepted(
  dispatcher: Dispatcher,
  action: string,
  request: Record<string, unknown>,
  limits: Limits,
  { untilMs, isStuck, onConflict }: Retries,
): Promise<'accepted' | 'gone'> {
  let refusal = '';
  let equalRefusals = 0;
  for (let pauseMs = 1_000; ; pauseMs = Math.min(pauseMs * 1.5, 10_000)) {
    try {
      await sendForOne(dispatcher, action, request, limits.call());
      return 'accepted';
    } catch (error) {
      if (error instanceof NotFoundError) return 'gone';
      if (!(error instanceof ConflictError)) throw limits.hasConflict ? limits.withConflict(error) : error;
      limits.conflict = error;
      const text = `${error.code} ${error.serviceMessage}`;
      equalRefusals = text === refusal ? equalRefusals + 1 : 1;
      refusal = text;
      const now = monotonicMs(dispatcher.clock);
      const isHeld = inUse.test(error.code) && equalRefusals >= mostEqualRefusals;
      if ((isHeld && isStuck(now)) || now + pauseMs > untilMs) throw error;
      onConflict?.(error);
      dispatcher.logInfo(`${action} is retried: ${error.code}`, {
        service: error.service,
        action,
        code: error.code,
        requestId: error.requestId,
        pauseMs,
      });
      await limits.pause(pauseMs);
    }
  }
}

function checkRetries(retryConflictsMs: number | undefined): void {
  if (retryConflictsMs === undefined || (typeof retryConflictsMs === 'number' && retryConflictsMs >= 0))
    return;
  throw new ConfigError('retryConflictsMs has to be a number of milliseconds from 0');
}

/** Refuses a deletion that lacks what its action requires besides the id. */
function requireNeeds(
  model: ResourceModel,
  action: string,
  request: Readonly<Record<string, unknown>>,
): void {
  const input = inputShape(model.facts, action);
  const missing = model.needs.filter((member) => input[member]?.required && request[member] === undefined);
  if (missing.length === 0) return;
  throw new ResourceError(
    `Nothing was sent: deleting ${anyOf(model)} needs ${missing.join(' and ')} besides its id; pass it in the handle or as { request }`,
  );
}

/** What bounds a whole deletion: its time, by `timeoutMs`, and its signal. */
class Limits {
  readonly #dispatcher: Dispatcher;
  readonly #action: string;
  readonly #options: CallOptions;
  readonly #totalMs: number;
  readonly #deadlineMs: number;
  /** Why the deletion was refused last. */
  conflict: ConflictError | undefined;

  constructor(dispatcher: Dispatcher, action: string, options: CallOptions) {
    const { timeoutMs = options.timeouts?.totalMs ?? 0 } = options;
    this.#dispatcher = dispatcher;
    this.#action = action;
    this.#options = options;
    this.#totalMs = timeoutMs;
    this.#deadlineMs = timeoutMs > 0 ? monotonicMs(dispatcher.clock) + timeoutMs : Infinity;
  }

  get hasConflict(): boolean {
    return this.conflict !== undefined;
  }

  /** The options of the next call: what is left of the time. */
  call(): CallOptions {
    const left = this.#left();
    if (left <= 0) throw this.#timeout();
    return left === Infinity ? this.#options : { ...this.#options, timeoutMs: Math.ceil(left) };
  }

  /** Waits before the next try, unless the time is over first. */
  async pause(ms: number): Promise<void> {
    const { signal } = this.#options;
    const left = this.#left();
    await orAborted(this.#dispatcher.clock.sleep(Math.min(ms, Math.max(0, left)), signal), signal, {
      action: `Deleting by ${this.#action}`,
    });
    if (ms >= left) throw this.#timeout();
  }

  /** A call that ran into the limit reports the conflict before it. */
  withConflict(error: unknown): unknown {
    return error instanceof TimeoutError && error.phase === 'total' ? this.#timeout() : error;
  }

  #left(): number {
    return this.#deadlineMs - monotonicMs(this.#dispatcher.clock);
  }

  #timeout(): TimeoutError {
    const { region, facts } = this.#dispatcher;
    const call = { service: facts.service, action: this.#action, region };
    return new TimeoutError('total', this.#totalMs, call, { cause: this.conflict });
  }
}

/** The request that deletes it, by its id or by the member that the facts name instead. */
async function deletionRequest(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  data: ReadObject | undefined,
  options: CallOptions,
): Promise<Record<string, unknown>> {
  const { action = '', id, idFrom } = model.resource.delete ?? {};
  const request = addressed(model, identity, action, id);
  if (id === undefined || idFrom === undefined) return request;
  const value = readPath(data ?? (await readOne(dispatcher, model, identity, options)), idFrom);
  if (value === undefined || value === null || value === '') {
    throw new ResourceError(`${anyOfCapital(model)} is deleted by its ${idFrom}, which its data lacks`);
  }
  return withPath(request, id, coerceId(value, memberAt(model.facts, inputName(model.facts, action), id)));
}

/** Calls the actions that have to precede, if they need no more than the id: a domain is stopped before it is deleted. */
async function prepare(
  dispatcher: Dispatcher,
  model: ResourceModel,
  identity: Identity,
  limits: Limits,
): Promise<void> {
  const { facts, resource } = model;
  for (const action of resource.delete?.precededBy ?? []) {
    const request = addressed(model, identity, action);
    const input = inputShape(facts, action);
    if (Object.entries(input).some(([wire, { required }]) => required && request[wire] === undefined))
      continue;
    try {
      await sendForOne(dispatcher, action, request, limits.call());
    } catch (error) {
      if (!(error instanceof ConflictError || error instanceof NotFoundError)) throw error;
    }
  }
}
