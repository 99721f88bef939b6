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
  heldAgainst: {
    'POST /identity/sign-in': {
      as: null,
      send: (say) => ({ path: '/identity/sign-in', body: { email: say(), password: say() } }),
    },
    'POST /identity/sign-in/recovery-code': {
      as: null,
      send: (say) => ({ path: '/identity/sign-in/recovery-code', body: { code: say(38) } }),
    },
    'POST /identity/invitations/look': {
      as: null,
      send: (say) => ({ path: '/identity/invitations/look', body: { token: say() } }),
    },
    'POST /identity/invitations/accept': {
      as: null,
      send: (say) => ({
        path: '/identity/invitations/accept',
        body: { token: say(), password: say(), language: 'en' },
      }),
    },
    'POST /identity/sign-in/single-sign-on/start': {
      as: null,
      send: (say) => ({ path: '/identity/sign-in/single-sign-on/start', body: { invitation: say() } }),
    },
    'POST /identity/sign-in/single-sign-on/complete': {
      as: null,
      send: (say) => ({ path: '/identity/sign-in/single-sign-on/complete', body: { returned: say() } }),
    },
    'POST /identity/account/conduct': {
      as: 'caseworker',
      send: (say) => ({ path: '/identity/account/conduct', body: { version: say(38) } }),
    },
  },
  triedWithWords: {
    'POST /identity/first-administrator': 'modules/identity/server/administrators/first-run.test.ts',
    'POST /identity/account/passkeys': 'modules/identity/server/signing-in/passkeys.test.ts',
  },
  toldApart: [
    [
      /^administrator$/,
      / \/identity\/(agencies|teams|staff|access-changes)\//,
      'administrators keep the accounts of the whole country, which they see in lists',
    ],
  ],
}
