import type { ModuleScreens } from '@gloact/ui'
import type { CurrentSession } from '../contract/session.ts'

export { SessionLock } from './session-lock.tsx'

const ADMINISTRATORS = ['administrator']

/** What the browser shows of agencies, staff and sign-in. */
export const screens: ModuleScreens = {
  id: 'identity',
  groups: [{ id: 'administration', label: 'ui.group.administration' }],
  navigation: [
    {
      group: 'administration',
      label: 'identity.nav.staff',
      path: '/administration/staff',
      icon: 'users',
      roles: ADMINISTRATORS,
    },
    {
      group: 'administration',
      label: 'identity.nav.confirmations',
      path: '/administration/confirmations',
      icon: 'shield',
      roles: ADMINISTRATORS,
    },
    {
      group: 'administration',
      label: 'identity.nav.agencies',
      path: '/administration/agencies',
      icon: 'agency',
      roles: ADMINISTRATORS,
    },
    {
      group: 'administration',
      label: 'identity.nav.lockouts',
      path: '/administration/lockouts',
      icon: 'lock',
      roles: ADMINISTRATORS,
    },
  ],
  account: [{ label: 'identity.nav.account', path: '/account', icon: 'user' }],
  routes: [
    {
      path: '/sign-in',
      load: () => import('./signing-in/sign-in.tsx').then((file) => file.SignIn),
      public: true,
      bare: true,
    },
    {
      path: '/sign-in/return',
      load: () => import('./signing-in/sign-in-return.tsx').then((file) => file.SignInReturn),
      public: true,
      bare: true,
    },
    {
      path: '/forgotten-password',
      load: () => import('./signing-in/forgotten-password.tsx').then((file) => file.ForgottenPassword),
      public: true,
      bare: true,
    },
    {
      path: '/join',
      load: () => import('./signing-in/join.tsx').then((file) => file.Join),
      public: true,
      bare: true,
    },
    {
      path: '/first-administrator',
      load: () => import('./signing-in/first-administrator.tsx').then((file) => file.FirstAdministrator),
      public: true,
      bare: true,
    },
    {
      path: '/code-of-conduct',
      load: () => import('./signing-in/code-of-conduct.tsx').then((file) => file.CodeOfConduct),
      bare: true,
    },
    {
      path: '/second-factor',
      load: () => import('./signing-in/second-factor.tsx').then((file) => file.SecondFactor),
      bare: true,
    },
    { path: '/account', load: () => import('./account/account-page.tsx').then((file) => file.AccountPage) },
    {
      path: '/administration/staff',
      load: () => import('./administration/staff-list.tsx').then((file) => file.StaffList),
      roles: ADMINISTRATORS,
    },
    {
      path: '/administration/staff/invite',
      load: () => import('./administration/invite.tsx').then((file) => file.Invite),
      roles: ADMINISTRATORS,
    },
    {
      path: '/administration/staff/$staffId',
      load: () => import('./administration/staff-page.tsx').then((file) => file.StaffPage),
      roles: ADMINISTRATORS,
    },
    {
      path: '/administration/confirmations',
      load: () => import('./administration/confirmations.tsx').then((file) => file.Confirmations),
      roles: ADMINISTRATORS,
    },
    {
      path: '/administration/agencies',
      load: () => import('./administration/agency-list.tsx').then((file) => file.AgencyList),
      roles: ADMINISTRATORS,
    },
    {
      path: '/administration/agencies/$agencyId',
      load: () => import('./administration/agency-page.tsx').then((file) => file.AgencyPage),
      roles: ADMINISTRATORS,
    },
    {
      path: '/administration/lockouts',
      load: () => import('./administration/lockouts.tsx').then((file) => file.Lockouts),
      roles: ADMINISTRATORS,
    },
  ],
  work: () => import('./identity-work.tsx').then((file) => file.identityWork),
  gate: (session) => gate(session as CurrentSession),
}

/** Where one has to go first. A locked session stays where it is: `SessionLock` stands in front of the page. */
function gate(session: CurrentSession): string | undefined {
  if (session.mustCreateFirstAdministrator) return '/first-administrator'
  if (session.principal === null) return '/sign-in'
  if (session.locked) return undefined
  if (session.mustAcceptConduct) return '/code-of-conduct'
  if (session.mustEnrolSecondFactor) return '/second-factor'
  return undefined
}
