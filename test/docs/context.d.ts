// What the snippets of the docs take as given: each name is what its page says in words.
declare const volc: import('volcengine-fluent').Volcengine;
declare const ecs: import('volcengine-fluent/ecs').EcsClient;
declare const vpc: import('volcengine-fluent/vpc').VpcClient;
declare const autoscaling: import('volcengine-fluent/autoscaling').AutoScalingClient;
declare const rds: import('volcengine-fluent/rdsmysqlv2').RdsMysqlV2Client;
declare const transitrouter: import('volcengine-fluent/transitrouter').TransitRouterClient;
declare const cloud: import('volcengine-fluent/emulator').Emulator;
declare const web: import('volcengine-fluent/ecs').Instance;
declare const securityGroup: import('volcengine-fluent/vpc').SecurityGroup;
declare const eip: import('volcengine-fluent/vpc').EipAddress;
declare const request: import('volcengine-fluent/ecs').RunInstancesRequest;
declare const keys: import('volcengine-fluent').Credentials;
declare const signal: AbortSignal;
declare const text: string;
