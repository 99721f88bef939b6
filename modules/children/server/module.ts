import type { Principal } from '@gloact/identity/contract/principal'
import { policyPage, type ServerModule } from '@gloact/module'
import { requestErases } from '@gloact/records/server'
import { CHILDREN_FAILURES } from '../contract/failures.ts'
import { CHILDREN_PERMISSIONS } from '../domain/policy.ts'
import { CHILDREN_ROLES } from '../domain/roles.ts'
import { CHILDREN_AUDIT } from './audit-words.ts'
import type { ChildrenContext } from './children-context.ts'
import { CHILDREN_DEMO_STAFF } from './demo-staff.ts'

export type { ChildrenContext } from './children-context.ts'

/** Children: guardian, best interests, care, tracing, return. A child's file is protection's; what is decided for the child is here. */
export function childrenModule(context: ChildrenContext): ServerModule<Principal> {
  return {
    id: 'children',
    failures: CHILDREN_FAILURES,
    audit: CHILDREN_AUDIT,
    roles: CHILDREN_ROLES,
    demoStaff: CHILDREN_DEMO_STAFF,
    policies: [policyPage('Children', CHILDREN_PERMISSIONS)],
    ports: {},
    erases: requestErases({ schema: 'children', vault: context.vault }),
  }
}
