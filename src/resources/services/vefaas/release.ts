import type { CallOptions } from '../../../types/call.js';
import type { Resource } from '../../resource.js';

/** How far a release is, in wire names; members that a release doesn't have are absent. */
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

/** What is released, and to whom. */
export interface ReleaseOptions extends CallOptions {
  /** @defaultValue 0: the latest code, as a new revision */
  readonly revision?: number;
  /** How much of the traffic it gets, in percent. @defaultValue the service's, all */
  readonly trafficPercent?: number;
  readonly description?: string;
}

/** What a function can do to put its code into service. */
export interface ReleasingExtras {
  /** Starts to put its code into service; `releaseState()` tells how far it is. */
  release(options?: ReleaseOptions): Promise<ReleaseState>;
  /** How far its last release is, by `GetReleaseStatus`. */
  releaseState(options?: CallOptions): Promise<ReleaseState>;
  /** Gives a release that is under way another share of the traffic, in percent. */
  shiftTraffic(percent: number, options?: CallOptions): Promise<ReleaseState>;
  /** Ends a release that is under way; the revision before it stays. */
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
