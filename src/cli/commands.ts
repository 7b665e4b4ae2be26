import type { DescriptionLanguage } from '../catalog/descriptions.js';
import type { CommandDefinition } from './command.js';
import type { OptionDefinition } from './parse-arguments.js';

export const outputFormats = ['json', 'yaml', 'table', 'text'] as const;

const languages: readonly DescriptionLanguage[] = ['en', 'zh'];

const output: readonly OptionDefinition[] = [
  { name: 'output', short: 'o', value: 'format', choices: outputFormats, help: 'json, yaml, table or text' },
  { name: 'query', value: 'jmespath', help: 'Print what a JMESPath expression makes of the answer' },
];

const session: readonly OptionDefinition[] = [
  { name: 'region', value: 'region', help: 'The region, such as cn-beijing' },
  { name: 'profile', value: 'name', help: 'A profile of the configuration file' },
  { name: 'endpoint', value: 'url', help: 'Where to send the calls: a host, or a local cloud' },
];

const request: OptionDefinition = {
  name: 'request',
  value: 'json|@file|-',
  help: 'The request as JSON; members beside it win',
};
const yes: OptionDefinition = { name: 'yes', short: 'y', help: 'Change things without asking' };
const wait: OptionDefinition = { name: 'wait', help: 'Wait until the resource is in its next stable state' };
const maxWait: OptionDefinition = {
  name: 'max-wait',
  value: 'seconds',
  help: 'How long to wait at the most; else what the facts say',
};
const by: OptionDefinition = {
  name: 'by',
  value: 'Action',
  help: 'Another action of the service that does it, where there are several',
};

const memberNotes = [
  'Members are named as in the API: --ImageId image-1 --NetworkInterfaces.1.SubnetId subnet-1. Lists count from 1.',
  'Upper and lower case and dashes do not matter, and short names work: --image, --vpc-id, --status.',
  'A value is text, JSON ({…} or […]), @file for what a file holds, or - for standard input; @@ stands for an @.',
];

/** All commands, in the order in which the help lists them. */
export const commands: readonly CommandDefinition[] = [
  {
    name: 'call',
    summary: 'Call any action of any service',
    usage: 'SERVICE ACTION [--Member value …]',
    takesMembers: true,
    options: [
      request,
      { name: 'all', help: 'Print the items of every page as they come' },
      { name: 'dry-run', help: 'Check the request and change nothing' },
      wait,
      maxWait,
      yes,
      { name: 'api-version', value: 'date', help: 'Of an action that the facts do not know' },
      {
        name: 'method',
        value: 'method',
        choices: ['GET', 'POST'],
        help: 'Of an action that the facts do not know',
      },
      ...session,
      ...output,
    ],
    notes: memberNotes,
    examples: [
      'call ecs DescribeInstances --all --query InstanceId --output text',
      'call vpc CreateVpc --VpcName shop --CidrBlock 10.0.0.0/16 --wait --yes',
    ],
  },
  {
    name: 'list',
    summary: 'List resources',
    usage: 'SERVICE RESOURCES [--filter value …]',
    takesMembers: true,
    options: [
      request,
      { name: 'max-items', value: 'count', help: 'Stop after so many' },
      ...session,
      ...output,
    ],
    notes: memberNotes,
    examples: ['list ecs instances --status RUNNING', 'list vpc subnets --vpc vpc-1 --output table'],
  },
  {
    name: 'get',
    summary: 'Read one resource',
    usage: 'SERVICE RESOURCE ID…',
    takesMembers: true,
    options: [...session, ...output],
    examples: ['get ecs instance i-1', 'get rdsmysqlv2 account mysql-1 admin'],
  },
  {
    name: 'create',
    summary: 'Create a resource',
    usage: 'SERVICE RESOURCE [--Member value …]',
    takesMembers: true,
    options: [request, by, wait, maxWait, yes, ...session, ...output],
    notes: memberNotes,
    examples: ['create vpc vpc --name shop --cidr 10.0.0.0/16 --wait --yes'],
  },
  {
    name: 'update',
    summary: 'Change a resource',
    usage: 'SERVICE RESOURCE ID… --Member value …',
    takesMembers: true,
    options: [request, by, wait, maxWait, yes, ...session, ...output],
    notes: memberNotes,
    examples: ['update vpc vpc vpc-1 --name shop-2 --yes'],
  },
  {
    name: 'delete',
    summary: 'Delete a resource',
    usage: 'SERVICE RESOURCE ID…',
    takesMembers: true,
    options: [request, { ...wait, help: 'Wait until it is gone' }, maxWait, yes, ...session],
    notes: ['Being gone already is success.'],
    examples: ['delete ecs instance i-1 --wait --yes'],
  },
  {
    name: 'wait',
    summary: 'Wait until a resource is in a state, or gone',
    usage: 'SERVICE RESOURCE ID… STATE|gone',
    takesMembers: true,
    options: [maxWait, ...session, ...output],
    examples: ['wait ecs instance i-1 RUNNING', 'wait ecs instance i-1 gone --max-wait 600'],
  },
  {
    name: 'tag',
    summary: 'Set tags on a resource, or take them away',
    usage: 'SERVICE RESOURCE ID… KEY=VALUE…',
    takesMembers: true,
    options: [
      { name: 'remove', value: 'key', repeats: true, help: 'A key to take away; can be given several times' },
      yes,
      ...session,
    ],
    examples: [
      'tag ecs instance i-1 team=shop stage=test --yes',
      'tag ecs instance i-1 --remove stage --yes',
    ],
  },
  {
    name: 'describe',
    summary: 'Show what a service, an action or a resource takes',
    usage: 'SERVICE [ACTION|RESOURCE]',
    options: [
      {
        name: 'example',
        value: 'kind',
        choices: ['ts', 'cli', 'json'],
        help: 'Print a minimal call: ts, cli or json',
      },
      {
        name: 'lang',
        value: 'language',
        choices: languages,
        help: 'Describe members in en or zh; that of the locale unless given',
      },
      ...output,
    ],
    examples: [
      'describe ecs RunInstances',
      'describe ecs instance',
      'describe ecs RunInstances --example ts',
      'describe vpc subnet --lang zh',
    ],
  },
  {
    name: 'search',
    summary: 'Find services, actions, resources and members by words',
    usage: 'WORD…',
    options: [
      { name: 'max-items', value: 'count', help: 'Print so many at the most; 40 unless given' },
      ...output,
    ],
    examples: ['search security group rule'],
  },
  {
    name: 'configure',
    summary: 'Keep keys and a region in a profile of the configuration file',
    usage: '[list]',
    options: [
      { name: 'profile', value: 'name', help: 'The profile to write; else the current one, else default' },
      { name: 'region', value: 'region', help: 'The region of the profile' },
      { name: 'endpoint', value: 'url', help: 'The endpoint of the profile' },
      { name: 'proxy', value: 'url', help: 'The proxy of the profile' },
      { name: 'current', help: 'Make it the current profile' },
      { name: 'no-keys', help: 'Leave the keys as they are' },
    ],
    notes: [
      'Asks for the keys without showing them; without a terminal it reads them from standard input,',
      'a line each: access key id, secret key, and a session token where there is one.',
    ],
    examples: ['configure --region cn-beijing', 'configure list'],
  },
  {
    name: 'whoami',
    summary: 'Show whose keys are used',
    usage: '',
    options: [...session, ...output],
  },
  {
    name: 'login',
    summary: 'Check that the credentials of a profile can be had, and renew a login that can be',
    usage: '',
    options: [...session, ...output],
    notes: ['A login that has ended for good is begun with the official tool: ve login, or ve sso login.'],
  },
  {
    name: 'completion',
    summary: 'Print a script that completes commands in a shell',
    usage: 'bash|zsh|fish',
    options: [],
    examples: [
      'completion bash > ~/.local/share/bash-completion/completions/volcengine-fluent',
      'completion fish > ~/.config/fish/completions/volcengine-fluent.fish',
    ],
  },
  {
    name: 'mcp',
    summary: 'Serve assistants by the Model Context Protocol on standard input and output',
    usage: '',
    options: [
      { name: 'allow-writes', help: 'Offer the tool that changes things, too' },
      { name: 'services', value: 'names', help: 'Offer these services only: ecs,vpc' },
      { name: 'max-chars', value: 'count', help: 'Cut results after so many characters; 20000 unless given' },
      ...session,
    ],
    notes: ['Needs the package @modelcontextprotocol/sdk beside this one.'],
    examples: ['mcp --services ecs,vpc --region cn-beijing'],
  },
  {
    name: 'emulator',
    summary: 'Run a local cloud',
    usage: '',
    options: [
      { name: 'port', value: 'port', help: 'Where to listen; 0 takes a free one; 8080 unless given' },
      { name: 'host', value: 'host', help: 'The address to listen on; 127.0.0.1 unless given' },
      {
        name: 'state',
        value: 'file',
        help: 'Keep the state in a JSON file: read at the start, written at the end',
      },
      {
        name: 'durable',
        help: 'Write the state before each response to a change, so that a kill loses nothing',
      },
      {
        name: 'allowed-host',
        value: 'host',
        repeats: true,
        help: 'A further host name that clients may use; can be given several times',
      },
      { name: 'seed', value: 'file', help: 'Begin with the calls of a JSON file, where no state was read' },
      { name: 'authorize', help: 'Evaluate the policies of users and roles' },
      { name: 'region', value: 'region', help: 'The region to print; cn-beijing unless given' },
      { name: 'account', value: 'id', help: 'The account whose keys are printed; 2100000001 unless given' },
      { name: 'virtual-clock', help: 'Let the time stand still until the page advances it' },
    ],
    examples: ['emulator --port 8080 --state cloud.json'],
  },
];
