import { EcsClient } from 'volcengine-fluent/ecs';

console.log(EcsClient.name);
