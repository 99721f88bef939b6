import type { Principal } from '@gloact/identity/contract/principal'
import { failure, type Instant, type PlainDate } from '@gloact/kernel'
import type { ScopedTransaction } from '@gloact/postgres'
import type { FormAnswers } from '@gloact/forms'
import type { ServedTo } from '@gloact/records/server'
import type { KnownPerson } from '../../domain/identifying.ts'
import { victimPolicy, type VictimAction } from '../../domain/victims/policy.ts'
import { scopeOf, type CooperationContext } from '../context.ts'

/** The purpose and recipient of a disclosure from a file: one recipient, by name. */
export interface ToldAbroad {
  readonly purpose: string
  readonly recipientKind: string
  readonly recipientAgencyId: string
  readonly groups: readonly string[]
  /** Consent for everybody of the kind is not consent for this one. */
  readonly byName: true
}

type FileResult<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: { readonly code: string } }

/** A line about the service abroad in the person's own file. */
export type LineInFile = { readonly id: string; readonly happenedAt: Instant } & (
  | {
      readonly type: 'service_recorded'
      readonly payload: {
        readonly type: string
        readonly providerAgencyId: null
        readonly provider: string
        readonly plannedOn: PlainDate | null
        readonly startedOn: PlainDate | null
        readonly endedOn: null
        readonly goalId: null
        readonly note: null
        readonly corrects: string | null
      }
    }
  | {
      readonly type: 'service_result_recorded'
      readonly payload: {
        readonly serviceId: string
        readonly result: string
        readonly resultOn: PlainDate
        readonly reason: null
      }
    }
)

/** What referrals abroad ask of the module that keeps files; answered where the modules are composed. */
export interface VictimFiles {
  readonly filesSeen: (trx: ScopedTransaction, fileIds: readonly string[]) => Promise<ReadonlySet<string>>
  /** Judged under the file's lock, until the transaction ends. */
  readonly toPassOn: (
    trx: ScopedTransaction,
    who: Principal,
    fileId: string,
    to: ToldAbroad,
  ) => Promise<
    FileResult<{
      readonly child: boolean
      readonly sequence: number
      readonly groups: readonly {
        readonly group: string
        readonly grantId: string | null
        readonly forms: readonly { readonly form: string; readonly answers: Readonly<Record<string, unknown>> }[]
      }[]
    }>
  >
  /** Countries of nationality, birth and usual residence: for the refugee check alone, told to nobody. */
  readonly homesOf: (trx: ScopedTransaction, fileId: string) => Promise<readonly string[]>
  /** Who the person is, whatever was agreed: to find it in words that would cross, told to nobody. */
  readonly identityOf: (trx: ScopedTransaction, fileId: string) => Promise<KnownPerson>
  readonly stillAgreed: (trx: ScopedTransaction, fileId: string, to: ToldAbroad) => Promise<readonly string[]>
  readonly recordService: (trx: ScopedTransaction, fileId: string, line: LineInFile) => Promise<boolean>
  readonly numberOf: (trx: ScopedTransaction, fileId: string) => Promise<string | null>
}

export interface VictimPorts {
  readonly files: VictimFiles
  /** What is missing for a child to be referred abroad: a determination that stands, and a guardian. In the transaction. */
  readonly childGate: (
    trx: ScopedTransaction,
    asked: { readonly fileId: string; readonly gate: 'referred_abroad' },
  ) => Promise<readonly string[]>
}

export interface VictimContext extends CooperationContext {
  readonly victims: VictimPorts
}

export const mayServe = ({ agencyId, roles }: Principal, action: VictimAction): boolean =>
  victimPolicy.decide({ agencyId, roles }, action, { agencyId }).allowed

/** Who sees a referral: the people of the agency who may; on the sending side only those who see the person's file. */
export const servedVictims = ({ victims }: VictimContext): ServedTo<Principal> => ({
  scopeOf,
  actorOf: (who) => ({
    userId: who.userId,
    agencyId: who.agencyId,
    may: (permission) => mayServe(who, permission as VictimAction),
  }),
  mayRead: (who) => (mayServe(who, 'victims.read') ? null : failure('cooperation.not_allowed')),
  sees: async (trx, who, rows) => {
    const sent = rows.filter(({ parties }) => parties['sending'] === who.agencyId)
    const files = await victims.files.filesSeen(
      trx,
      sent.flatMap(({ file_id: fileId }) => fileId ?? []),
    )
    return new Set(
      rows
        .filter(
          ({ parties, file_id: fileId }) =>
            parties['receiving'] === who.agencyId || (fileId !== null && files.has(fileId)),
        )
        .map(({ id }) => id),
    )
  },
  // With these goes more than a form; the last come from abroad, or from the platform.
  apart: ['draft', 'ask', 'offer', 'hand_over', 'arrive', 'recall', 'crossed', 'not_taken'],
})

/** Opened forms, as the domain takes them. */
export const asForm = ({ form, answers }: { form: string; answers: Readonly<Record<string, unknown>> }) => ({
  form,
  answers: answers as FormAnswers,
})
