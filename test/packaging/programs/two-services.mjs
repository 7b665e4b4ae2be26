import { EcsClient } from 'volcengine-fluent/ecs';
import { AlbClient } from 'volcengine-fluent/alb';
import { CdnClient } from 'volcengine-fluent/cdn';

console.log(EcsClient.name, AlbClient.name, CdnClient.name);
