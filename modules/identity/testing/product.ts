import type { ModuleProduct } from '@gloact/module'

export const product: ModuleProduct = {
  screens: {
    caseworker: ['/account', '/code-of-conduct', '/second-factor'],
    administrator: [
      '/administration/staff',
      '/administration/staff/invite',
      '/administration/staff/00000000-0000-4000-8000-0000000000c2',
      '/administration/confirmations',
      '/administration/agencies',
      '/administration/agencies/00000000-0000-4000-8000-0000000000a1',
      '/administration/lockouts',
    ],
  },
  withoutSession: ['/sign-in', '/forgotten-password', '/sign-in/return', '/join', '/first-administrator'],
  sent: {
    'post /identity/account/passkeys/{id}/remove': { body: () => ({ password: 'wrong' }) },
    'put /identity/agencies/{id}': { body: () => ({ name: 'Shelter', type: 'ngo', designations: [], active: true }) },
    'put /identity/teams/{id}': { body: () => ({ name: 'Team', active: true }) },
    'put /identity/staff/{id}': { body: () => ({ name: 'N', email: 'n@demo.example', teamIds: [], language: 'en' }) },
    'post /identity/staff/{id}/roles': { body: () => ({ role: 'analyst' }) },
    'post /identity/access-changes/{id}/confirm': { body: () => ({ checkedHow: 'in_person' }) },
  },
  triedWithWords: {
    'POST /identity/first-administrator': 'modules/identity/server/first-run.test.ts',
    'POST /identity/account/passkeys': 'modules/identity/server/passkeys.test.ts',
  },
  toldApart: [
    [
      /^administrator$/,
      / \/identity\/(agencies|teams|staff|access-changes)\//,
      'administrators keep the accounts of the whole country, which they see in lists',
    ],
  ],
}
