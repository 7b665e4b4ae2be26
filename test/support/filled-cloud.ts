import type { CloudState } from '../../src/emulator/state/cloud-state.js';
import { bookCall } from './made-up-service.js';

export const newCloud = (): CloudState => bookCall('OpenShop').cloud;

/** A cloud with a resource, a task, a first result and an id. */
export function filledCloud(): CloudState {
  const cloud = newCloud();
  const collection = cloud.partitionNamed('1', 'cn-beijing').collection('ecs.Instance');
  collection.remove(collection.add('i-0', {}));
  collection.add('i-1', { Status: 'CREATING', Big: 9007199254740993n });
  cloud.after(1000, 'status', { id: 'i-1' });
  cloud.rememberResult('key', { request: '{}', result: { Id: 1 } });
  cloud.ids.text(5);
  return cloud;
}
