import { newId, ok, unwrap } from '@gloact/kernel'
import type { Principal } from '@gloact/identity/contract/principal'
import { inScope, systemScope } from '@gloact/postgres'
import type { NewAction } from '../../contract/file/actions.ts'
import type { DecisionKind } from '../../domain/file/words.ts'
import type { ProtectionContext } from '../file/context.ts'
import { childFiles } from '../exchange/child-files.ts'
import { openCaseFile } from '../file/open-case-file.ts'
import { readCaseFile } from '../reading/read-case-file.ts'
import { recordActions } from '../file/record-actions.ts'
import { act, consent, day, identityAnswers, opening, STAFF, TODAY } from './stage.ts'

/** What people do with files, said in few words. */
export function stepsOn(context: ProtectionContext) {
  const open = async (by: Principal, actions: readonly NewAction[]): Promise<string> => {
    const fileId = newId<'file'>()
    unwrap(await openCaseFile(context, by, { fileId, personId: newId<'person'>(), actions }))
    return fileId
  }
  return {
    open,
    /** An adult's file, with consent to being recorded and, unless told otherwise, to identification. */
    adultFile: (by: Principal = STAFF.caseworker, identification = true) =>
      open(by, [
        opening('adult'),
        act('consent_recorded', consent({ identification })),
        identityAnswers([{ given: 'Nurgul', family: 'Asanova' }]),
      ]),
    record: (by: Principal, fileId: string, ...actions: NewAction[]) => recordActions(context, by, fileId, actions),
    read: async (by: Principal, fileId: string) => unwrap(await readCaseFile(context, by, fileId)),
  }
}

/** The guardianship authority appoints a guardian: recorded in the file in the platform's name, as the module of children does. */
export async function appointed(context: ProtectionContext, fileId: string): Promise<void> {
  const payload = { appointedOn: day(TODAY), guardian: 'A lawyer of the register', noConflictOfInterest: true }
  const written = await inScope(context.db, systemScope(context.rules.country), async (trx) =>
    ok(
      await childFiles(context).recordGuardian(trx, fileId, { id: newId(), happenedAt: context.clock.now(), payload }),
    ),
  )
  if (!unwrap(written)) throw new Error('the file takes no guardian')
}

/** The code of a failure; `recorded` where there is none. */
export async function codeOf(result: Promise<{ ok: true } | { ok: false; error: { code: string } }>): Promise<string> {
  const settled = await result
  return settled.ok ? 'recorded' : settled.error.code
}

export const ask = (kind: DecisionKind, body: string = STAFF.authority.agencyId) =>
  act('identification_requested', { kind, bodyAgencyId: body, requestedOn: day(TODAY) })
