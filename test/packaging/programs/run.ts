import { EcsClient, type Instance } from 'volcengine-fluent/ecs';
import { check } from './check.mjs';

const name: keyof Instance = 'id';
void check().then((said: string) => console.log(name === 'id' && EcsClient.name === 'EcsClient' && said));
