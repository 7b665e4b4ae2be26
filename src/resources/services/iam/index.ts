import type { CuratedService } from '../../curated.js';
import { AccessKey } from './access-key.js';
import { Group } from './group.js';
import { Policy } from './policy.js';
import { Role } from './role.js';
import { User } from './user.js';

export type { AccessKeyCollectionExtras, AccessKeyExtras, NewAccessKey } from './access-key.js';
export type { GroupExtras } from './group.js';
export type { NewPolicy, PolicyCollectionExtras, PolicyExtras, PolicyHolder } from './policy.js';
export type { PolicyDocument, PolicyStatement } from './policy-document.js';
export type { PolicyHolderExtras, PolicyOptions, PolicyRef } from './policy-holder.js';
export type { NewRole, RoleCollectionExtras, RoleExtras } from './role.js';
export type { UserExtras } from './user.js';

const curated: CuratedService = { AccessKey, Group, Policy, Role, User };
export default curated;
