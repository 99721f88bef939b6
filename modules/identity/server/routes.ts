import { ok, type Failure, type Result } from '@gloact/kernel'
import { serve, serveOpen, type AnyContract, type Api, type Handling } from '@gloact/http/server'
import type { ResponseOf } from '@gloact/http/contract'
import type { FastifyReply, FastifyRequest } from 'fastify'
import * as account from '../contract/account.ts'
import * as administration from '../contract/administration.ts'
import * as accessChanges from '../contract/access-changes.ts'
import type { Principal } from '../contract/principal.ts'
import * as devices from '../contract/devices.ts'
import * as factorReset from '../contract/factor-reset.ts'
import * as singleSignOn from '../contract/single-sign-on.ts'
import * as roles from '../contract/roles.ts'
import * as session from '../contract/session.ts'
import * as signingIn from '../contract/sign-in.ts'
import { hasPassword } from './signing-in/check-password.ts'
import { acceptInvitation, lookAtInvitation } from './signing-in/accept-invitation.ts'
import { getAccount } from './account/account.ts'
import { createAgency, editAgency, listAgencies } from './agencies/agencies.ts'
import { confirmAccessChange, declineAccessChange, listAccessChanges } from './staff/access-changes.ts'
import type { FoundSession } from './session/authenticate.ts'
import { completeWithCode, completeWithRecoveryCode } from './signing-in/complete-sign-in.ts'
import type { Caller, IdentityContext, SignedIn } from './session/context.ts'
import { demoSignIns } from './demo/demo-people.ts'
import { checkDevices, forgetDevice, listDevices, seeDevice } from './account/devices.ts'
import { editStaff } from './staff/edit-staff.ts'
import { createFirstAdministrator, isEmpty } from './administrators/first-administrator.ts'
import { askFactorReset, inviteStaff, renewInvitation, resetAccount } from './staff/invite-staff.ts'
import { listRoles } from './staff/list-roles.ts'
import { losePhone } from './staff/lose-phone.ts'
import { acceptConduct, changeLanguage, changePassword } from './account/manage-account.ts'
import {
  confirmAuthenticator,
  removeAuthenticator,
  removePasskey,
  renewRecoveryCodes,
  startAuthenticator,
} from './account/manage-factors.ts'
import { confirmRole, grantRole, revokeRole } from './staff/manage-roles.ts'
import {
  lockSession,
  revokeOtherSessions,
  revokeSession,
  signOut,
  unlockSession,
} from './signing-in/manage-sessions.ts'
import { addPasskey, signInWithPasskey, startPasskey, startPasskeySignIn } from './signing-in/passkeys.ts'
import { noteSeen, unseenNotices } from './two-people/notices.ts'
import { getStaff, listColleagues, listStaff } from './staff/read-staff.ts'
import { signIn } from './signing-in/sign-in.ts'
import { completeSingleSignOn, startSingleSignOn } from './signing-in/sign-in-with-provider.ts'
import { disableAccount, enableAccount, listLockouts, unlockAccount } from './staff/suspend-account.ts'
import { createTeam, editTeam, listTeams } from './agencies/teams.ts'

interface Requests {
  readonly callerOf: (request: FastifyRequest, reply: FastifyReply) => Caller
  readonly sessionOf: (request: FastifyRequest) => FoundSession | undefined
}

/** Mounts every contract of the module. */
export function registerRoutes(api: Api<Principal>, context: IdentityContext, requests: Requests): void {
  /** A route that answers without a session. */
  const open = <Contract extends AnyContract>(
    contract: Contract,
    run: (
      caller: Caller,
      input: Handling<Contract, Principal | null>,
    ) => Promise<Result<ResponseOf<Contract>, Failure>>,
  ) =>
    serveOpen<Contract, Principal>(api, contract, (input) => run(requests.callerOf(input.request, input.reply), input))

  /** A route for anyone who is signed in. */
  const own = <Contract extends AnyContract>(
    contract: Contract,
    run: (
      signedIn: SignedIn,
      input: Handling<Contract, Principal>,
      caller: Caller,
    ) => Promise<Result<ResponseOf<Contract>, Failure>>,
  ) =>
    serve<Contract, Principal>(api, contract, async (input) => {
      const found = requests.sessionOf(input.request)
      if (found?.state !== 'signed_in') throw new Error('the session of this request was not read by this module')
      return run(found.signedIn, input, requests.callerOf(input.request, input.reply))
    })

  // The session
  open(session.getSession, async (_caller, { request }) => {
    const found = requests.sessionOf(request) ?? { state: 'none' }
    const signedIn = found.state === 'none' ? undefined : found.signedIn
    return ok({
      principal: signedIn?.principal ?? null,
      demo: context.demo,
      trainingUrl: context.trainingUrl,
      mustCreateFirstAdministrator: !signedIn && (await isEmpty(context.db)),
      locked: found.state === 'locked',
      mustAcceptConduct: signedIn?.mustAcceptConduct ?? false,
      withheldRoles: [...(signedIn?.withheldRoles ?? [])],
      mustEnrolSecondFactor: signedIn?.principal.secondFactor === 'missing',
      idleTimeoutSeconds: context.idleTimeoutSeconds,
      languages: context.languages,
      timeZone: context.timeZone,
      singleSignOn: context.singleSignOn ? { name: context.singleSignOn.name } : null,
      hasPassword: signedIn ? await hasPassword(context, signedIn.principal.userId) : true,
      notices: signedIn ? await unseenNotices(context, signedIn.principal.userId) : [],
    })
  })
  open(session.signOut, async (caller, { query, reply }) => {
    const cleared = query.keep !== 'drafts'
    if (cleared) reply.header('clear-site-data', '"storage"')
    return signOut(context, caller, { cleared })
  })
  own(session.lockSession, (signedIn) => lockSession(context, signedIn))
  own(session.keepSession, async () => ok({ done: true }))
  open(signingIn.unlockSession, (caller, { body }) => unlockSession(context, caller, body))

  // Signing in
  open(signingIn.signIn, (caller, { body }) => signIn(context, caller, body))
  open(signingIn.signInWithCode, (caller, { body }) => completeWithCode(context, caller, body))
  open(signingIn.signInWithRecoveryCode, (caller, { body }) => completeWithRecoveryCode(context, caller, body))
  open(singleSignOn.startSingleSignOn, (caller, { body }) => startSingleSignOn(context, caller, body))
  open(singleSignOn.completeSingleSignOn, (caller, { body }) => completeSingleSignOn(context, caller, body))
  open(signingIn.startPasskeySignIn, () => startPasskeySignIn(context))
  open(signingIn.signInWithPasskey, (caller, { body }) => signInWithPasskey(context, caller, body))
  open(signingIn.listDemoSignIns, async () => ok({ items: context.demo ? demoSignIns(context.everybody()) : [] }))
  open(signingIn.lookAtInvitation, (caller, { body }) => lookAtInvitation(context, caller, body))
  open(signingIn.acceptInvitation, (caller, { body }) => acceptInvitation(context, caller, body))
  open(signingIn.createFirstAdministrator, (caller, { body }) => createFirstAdministrator(context, caller, body))

  // My account
  own(account.getAccount, (signedIn) => getAccount(context, signedIn))
  own(account.changeLanguage, (signedIn, { body }) => changeLanguage(context, signedIn, body))
  own(account.changePassword, (signedIn, { body }, caller) => changePassword(context, caller, signedIn, body))
  own(account.startAuthenticator, (signedIn, { body }, caller) => startAuthenticator(context, caller, signedIn, body))
  own(account.confirmAuthenticator, (signedIn, { body }, caller) =>
    confirmAuthenticator(context, caller, signedIn, body),
  )
  own(account.removeAuthenticator, (signedIn, { body }, caller) => removeAuthenticator(context, caller, signedIn, body))
  own(account.renewRecoveryCodes, (signedIn, { body }, caller) => renewRecoveryCodes(context, caller, signedIn, body))
  own(account.startPasskey, (signedIn, { body }, caller) => startPasskey(context, caller, signedIn, body))
  own(account.addPasskey, (signedIn, { body }, caller) => addPasskey(context, caller, signedIn, body))
  own(account.removePasskey, (signedIn, { params, body }, caller) =>
    removePasskey(context, caller, signedIn, { ...params, ...body }),
  )
  own(account.revokeSession, (signedIn, { params }) => revokeSession(context, signedIn, params))
  own(account.revokeOtherSessions, (signedIn) => revokeOtherSessions(context, signedIn))
  own(devices.listDevices, (signedIn, { query }) => listDevices(context, signedIn, query))
  own(devices.seeDevice, (signedIn, { body }, caller) => seeDevice(context, caller, signedIn, body))
  own(devices.forgetDevice, (signedIn, { params }) => forgetDevice(context, signedIn, params))
  open(devices.checkDevices, (caller, { body }) => checkDevices(context, caller, body))
  own(accessChanges.noteSeen, (signedIn, { body }) => noteSeen(context, signedIn, body))
  own(account.readConduct, async () => ok({ version: context.conduct.version, text: { ...context.conduct.text } }))
  own(account.acceptConduct, (signedIn, { body }) => acceptConduct(context, signedIn, body))

  // Administration
  own(administration.listAgencies, (signedIn, { query }) => listAgencies(context, signedIn, query))
  own(administration.createAgency, (signedIn, { body }) => createAgency(context, signedIn, body))
  own(administration.editAgency, (signedIn, { params, body, ifMatch }) =>
    editAgency(context, signedIn, { ...params, ...body, version: ifMatch }),
  )
  own(accessChanges.listAccessChanges, (signedIn) => listAccessChanges(context, signedIn))
  own(accessChanges.confirmAccessChange, (signedIn, { params, body }) =>
    confirmAccessChange(context, signedIn, { ...params, ...body }),
  )
  own(accessChanges.declineAccessChange, (signedIn, { params }) => declineAccessChange(context, signedIn, params))
  own(administration.listTeams, (signedIn, { query }) => listTeams(context, signedIn, query))
  own(administration.createTeam, (signedIn, { body }) => createTeam(context, signedIn, body))
  own(administration.editTeam, (signedIn, { params, body, ifMatch }) =>
    editTeam(context, signedIn, { ...params, ...body, version: ifMatch }),
  )
  own(administration.listColleagues, (signedIn) => listColleagues(context, signedIn))
  own(administration.listStaff, (signedIn, { query }) => listStaff(context, signedIn, query))
  own(administration.getStaff, (signedIn, { params }) => getStaff(context, signedIn, params))
  own(administration.editStaff, (signedIn, { params, body, ifMatch }) =>
    editStaff(context, signedIn, { ...params, ...body, version: ifMatch }),
  )
  own(administration.inviteStaff, (signedIn, { body }) => inviteStaff(context, signedIn, body))
  own(administration.renewInvitation, (signedIn, { params }) => renewInvitation(context, signedIn, params))
  own(administration.resetAccount, (signedIn, { params }) => resetAccount(context, signedIn, params))
  own(administration.disableAccount, (signedIn, { params }) => disableAccount(context, signedIn, params))
  own(administration.enableAccount, (signedIn, { params }) => enableAccount(context, signedIn, params))
  own(administration.unlockAccount, (signedIn, { params }) => unlockAccount(context, signedIn, params))
  own(roles.listRoles, (signedIn) => listRoles(context, signedIn))
  own(administration.grantRole, (signedIn, { params, body }) => grantRole(context, signedIn, { ...params, ...body }))
  own(administration.confirmRole, (signedIn, { params }) => confirmRole(context, signedIn, params))
  own(administration.revokeRole, (signedIn, { params }) => revokeRole(context, signedIn, params))
  own(factorReset.losePhone, (signedIn, { params }) => losePhone(context, signedIn, params))
  own(factorReset.askFactorReset, (signedIn, { params }) => askFactorReset(context, signedIn, params))
  own(administration.listLockouts, (signedIn) => listLockouts(context, signedIn))
}
