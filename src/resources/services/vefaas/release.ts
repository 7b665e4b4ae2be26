import type { CallOptions } from '../../../types/call.js';
import type { Resource } from '../../resource.js';

/** The state of a release, in wire names; members that a release does not have are absent. */
export interface ReleaseState {
  readonly Status?: string;
  readonly StatusMessage?: string;
  readonly ErrorCode?: string;
  readonly ReleaseRecordId?: string;
  readonly OldRevisionNumber?: number;
  readonly NewRevisionNumber?: number;
  /** In percent. */
  readonly CurrentTrafficWeight?: number;
  readonly TargetTrafficWeight?: number;
}

/** Options of a release. */
export interface ReleaseOptions extends CallOptions {
  /** The revision. @defaultValue 0: the latest code, as a new revision */
  readonly revision?: number;
  /** The share of the traffic for the new revision, in percent. @defaultValue 100, by the service */
  readonly trafficPercent?: number;
  readonly description?: string;
}

/** Methods of a function that release its code. */
export interface ReleasingExtras {
  /** Starts a release of the function; `releaseState()` returns its state. */
  release(options?: ReleaseOptions): Promise<ReleaseState>;
  /** Returns the state of the last release, by `GetReleaseStatus`. */
  releaseState(options?: CallOptions): Promise<ReleaseState>;
  /** Changes the share of the traffic of a release in progress, in percent. */
  shiftTraffic(percent: number, options?: CallOptions): Promise<ReleaseState>;
  /** Aborts a release in progress; the revision before it stays. */
  abortRelease(options?: CallOptions): Promise<void>;
}

/** The methods of {@link ReleasingExtras}. */
export const releasing = {
  async release(
    this: Resource,
    { revision = 0, trafficPercent, description, ...options }: ReleaseOptions = {},
  ): Promise<ReleaseState> {
    const request = {
      FunctionId: this.id,
      RevisionNumber: revision,
      TargetTrafficWeight: trafficPercent,
      Description: description,
    };
    return (await this.perform('Release', request, options)) as ReleaseState;
  },
  async releaseState(this: Resource, options?: CallOptions): Promise<ReleaseState> {
    return (await this.perform('GetReleaseStatus', { FunctionId: this.id }, options)) as ReleaseState;
  },
  async shiftTraffic(this: Resource, percent: number, options?: CallOptions): Promise<ReleaseState> {
    const request = { FunctionId: this.id, TargetTrafficWeight: percent };
    return (await this.perform('UpdateRelease', request, options)) as ReleaseState;
  },
  async abortRelease(this: Resource, options?: CallOptions): Promise<void> {
    await this.perform('AbortRelease', { FunctionId: this.id }, options);
  },
};
