// What a stub's types catch, and what they let through.
import { EcsClient, type DescribeInstancesRequest } from 'volcengine-fluent/ecs';
import { StubHandler } from 'volcengine-fluent/testing';

const stub = new StubHandler();
const ecs = new EcsClient(stub.config());

const described = stub
  .on(ecs, 'describeInstances')
  .when({ InstanceIds: ['i-1'] })
  .throttle({ retryAfterSeconds: 1 })
  .result({ Instances: [{ InstanceId: 'i-1', Status: 'RUNNING' }] });
export const asked: readonly DescribeInstancesRequest[] = described.requests.map(({ input }) => input);
stub.on(ecs, 'runInstances').result(({ InstanceName }) => ({ InstanceIds: [InstanceName] }));
stub.on('ecs', 'DescribeInstances').result({ Anything: 1 });

// @ts-expect-error there is no such method
stub.on(ecs, 'describeInstance');
// @ts-expect-error it makes no call
stub.on(ecs, 'instances');
// @ts-expect-error there is no such member in the result
stub.on(ecs, 'describeInstances').result({ Instanzes: [] });
// @ts-expect-error an id is text
stub.on(ecs, 'runInstances').result({ InstanceIds: [1] });
// @ts-expect-error there is no such member in the request
stub.on(ecs, 'describeInstances').when({ InstanceIdz: ['i-1'] });
