import { present, type FormDefinition, type MayRead } from '@gloact/forms'
import { conflicts, type FieldValues } from '@gloact/ledger'
import type { FileView, FormSectionView } from '../../contract/reading/files.ts'
import { answersOfForm, formPath } from '../../domain/file/answers.ts'
import { screeningResult } from '../../domain/file/derive-row.ts'
import { isEntered, type FileRules } from '../../domain/file/file-rules.ts'
import type { FileState } from '../../domain/file/file-state.ts'
import { standingGrants, turnedAdultBy } from '../../domain/file/majority.ts'
import { FILE_PERMISSIONS, filePolicy } from '../../domain/file/policy.ts'
import { progressOf } from '../../domain/file/progress.ts'
import { inOrder } from '../../domain/file/risk.ts'
import { FORM_DATA_GROUPS, groupsSharedWith, RISK_DATA_GROUP } from '../../domain/file/sharing.ts'
import { presentAttachments } from './present-attachments.ts'
import { resourceOf, type LoadedFile } from '../file/file-store.ts'
import { presentServicesAndAppointments } from './present-services.ts'
import { openUntil } from '../file/save-openings.ts'
import { toSummary, type SummaryRow } from './file-summary.ts'
import type { Reader } from './reader.ts'
import type { Recorded } from '../../domain/file/recorded.ts'

/** Which answers a reader may see, by sensitivity. Rank grants nothing for what is restricted to an audience. */
export function mayReadAnswers(state: FileState, reader: Reader): MayRead {
  return (sensitivity, audience) => {
    if (sensitivity === 'identifying') return reader.identityOpened
    if (sensitivity === 'restricted') {
      return (
        !reader.byEmergency &&
        audience !== undefined &&
        (state.audiences[audience]?.includes(reader.principal.userId) ?? false)
      )
    }
    return true
  }
}

/** Whether the reader works for the agency that keeps the file, or has it by a share alone. */
const readsByShare = (file: LoadedFile, { principal, byEmergency }: Reader): boolean =>
  !byEmergency && file.row.agency_id !== principal.agencyId

/** The forms that a reader may see at all: of a shared file only the data groups that were agreed. */
export function readableForms(file: LoadedFile, rules: FileRules, reader: Reader): readonly FormDefinition[] {
  if (!readsByShare(file, reader)) return rules.forms
  const groups = groupsSharedWith(file.state, reader.principal.agencyId, reader.today as never)
  return rules.forms.filter((form) => groups.includes(FORM_DATA_GROUPS[form.id] ?? ''))
}

/** Risks and the safety plan are a data group of their own: of a shared file they are read where the person agreed to it. */
const mayReadRisk = (file: LoadedFile, reader: Reader): boolean =>
  !readsByShare(file, reader) ||
  groupsSharedWith(file.state, reader.principal.agencyId, reader.today as never).includes(RISK_DATA_GROUP)

/** Who recorded the values that stand against one another. */
export type ActorsOfActions = ReadonlyMap<string, string>

/** One form of a file as the reader may see it, with what an edit has to name as replaced. */
export function presentForm(
  form: FormDefinition,
  fields: FieldValues,
  mayRead: MayRead,
  actors: ActorsOfActions,
): FormSectionView {
  const presented = present(form, answersOfForm(fields, form.id), mayRead)
  const own = Object.entries(fields).flatMap(([path, value]) =>
    path.startsWith(`${form.id}/`) ? [[path.slice(form.id.length + 1), value] as const] : [],
  )
  const isReadable = (path: string): boolean => Object.hasOwn(presented.answers, path)
  const inConflict = new Set(conflicts(fields))
  return {
    form: form.id,
    version: form.version,
    answers: { ...presented.answers },
    hidden: [...presented.hidden],
    live: Object.fromEntries(
      own
        // A removed row, or an answer withdrawn, is not shown and can still be replaced.
        .filter(([path]) => isReadable(path) || !isHidden(presented.hidden, path))
        .map(([path, value]) => [path, value.live.map((live) => live.actionId)]),
    ),
    conflicts: own
      .filter(([path]) => isReadable(path) && inConflict.has(formPath(form.id, path)))
      .map(([path, value]) => ({
        path,
        values: value.live.map((live) => ({
          actionId: live.actionId,
          answer: live.value,
          at: live.at,
          actor: actors.get(live.actionId) ?? null,
        })),
      })),
  }
}

/** A hidden group is named alone, and hides everything in it. */
const isHidden = (hidden: readonly string[], path: string): boolean =>
  hidden.some((kept) => path === kept || path.startsWith(`${kept}/`))

/** What was asked and answered: to the file's agency, and to the authority that was asked for the decision. */
function informationFor(state: FileState, authority: string | null): FileView['informationRequests'] {
  const bodies = [state.awaited?.bodyAgencyId, ...state.decisions.map(({ body }) => body.agencyId)]
  if (authority !== null && !bodies.includes(authority)) return []
  return state.informationRequests.map(({ given, ...asked }) => ({
    ...withPayload(asked),
    given: given ? withPayload(given) : null,
  }))
}

const withPayload = <Payload extends object>(entry: Recorded<Payload>) => {
  const { actionId, actor, happenedAt, ...payload } = entry
  return { actionId, actor, happenedAt, payload: payload as unknown as Payload }
}

/** Who opened it in an emergency, why, and what was found to be right: those who work on the file have to know. */
const presentOpenings = ({ openings }: FileState, reader: string) =>
  openings.map((opening) => ({
    actionId: opening.actionId,
    actor: opening.actor,
    agencyId: opening.agencyId,
    happenedAt: opening.happenedAt,
    reason: opening.reason,
    words: opening.words,
    until: openUntil(opening),
    own: opening.actor === reader,
    review: opening.review && {
      actor: opening.review.actor,
      happenedAt: opening.review.happenedAt,
      verdict: opening.review.verdict,
      words: opening.review.words,
    },
  }))

/** Until when the reader's own opening lasts; the last of them. */
const openUntilFor = ({ openings }: FileState, userId: string): string | null =>
  openings
    .filter(({ actor }) => actor === userId)
    .map(openUntil)
    .toSorted()
    .at(-1) ?? null

/** What was corrected or struck of the entries that the reader may read. */
const presentMistakes = (state: FileState, byShare: boolean, readsRisk: boolean, userId: string) =>
  state.mistakes
    .filter((mistake) => {
      if (mistake.kind === 'risk_assessed') return readsRisk
      if (mistake.kind === 'review_held' && 'of' in mistake.was && mistake.was.of === 'risk') return readsRisk
      if (!byShare) return true
      return mistake.kind === 'note_added'
        ? mistake.was.actor === userId
        : mistake.kind !== 'consent_recorded' && mistake.kind !== 'plan_agreed' && mistake.kind !== 'review_held'
    })
    .map(({ kind, was, struck, reason, correctedIn, actor, happenedAt }) => {
      const { actionId: entryId, actor: recordedBy, payload } = withPayload<object>(was)
      return { kind, entryId, recordedBy, was: { ...payload }, struck, reason, correctedIn, actor, happenedAt }
    })

/**
 * The whole file for its reader, without who the person is. With `at`, what the file said then: who may read what of it is
 * judged by the file as it is now, and nothing is offered to be done.
 */
export function presentFile(
  file: LoadedFile,
  summary: SummaryRow,
  rules: FileRules,
  reader: Reader,
  actors: ActorsOfActions,
  at?: FileState,
): FileView {
  const state = at ?? file.state
  const byShare = readsByShare(file, reader)
  const readsRisk = mayReadRisk(file, reader)
  const mayRead = mayReadAnswers(file.state, reader)
  const resource = resourceOf(file.row, file.shared, file.emergency)
  return {
    ...toSummary(summary, reader.principal.agencyId),
    label: file.row.agency_id === reader.principal.agencyId ? state.label : null,
    version: file.row.sequence,
    steps: progressOf(state).map((step) => ({ ...step })),
    deadlines: summary.clocks
      .filter(({ kind }) => !byShare || !isEntered(kind) || (kind === 'risk_review' && readsRisk))
      .map((deadline) => ({ ...deadline })),
    channel: byShare ? null : state.channel,
    forms: readableForms(file, rules, reader).map((form) => presentForm(form, state.fields, mayRead, actors)),
    screenings: state.screenings.map((screening) => ({
      actionId: screening.actionId,
      actor: screening.actor,
      happenedAt: screening.happenedAt,
      screenedOn: screening.screenedOn,
      safeNow: screening.safeNow,
      urgentNeeds: [...screening.urgentNeeds],
      language: screening.language,
      elsewhere: screening.elsewhere ?? null,
      suspicions: [...(screening.suspicions ?? [])],
      smuggled: screening.smuggled ?? null,
      result: screeningResult(screening, rules),
    })),
    // The person who reads by a share sees that consent covers it, not what else was agreed with whom.
    consents: byShare ? [] : state.consents.map(withPayload),
    grants: standingGrants(state)
      .filter(
        (grant) =>
          !byShare || grant.recipientAgencyId === reader.principal.agencyId || grant.purpose === 'identification',
      )
      .map((grant) => ({ ...grant })),
    withdrawals: byShare ? [] : state.withdrawals.map(withPayload),
    refusals: state.refusals.map(withPayload),
    decisions: state.decisions.map(withPayload),
    awaited: state.awaited,
    decisionWaits:
      state.decisionWaits?.decision.body.agencyId === reader.principal.agencyId
        ? { decision: withPayload(state.decisionWaits.decision), agreedBy: [...state.decisionWaits.agreedBy] }
        : null,
    informationRequests: informationFor(state, byShare ? reader.principal.agencyId : null),
    reconsiderations: state.reconsiderations.map(withPayload),
    guardian: state.guardian ? withPayload(state.guardian) : null,
    childTold: state.childTold.map(({ agencyId, happenedAt, received }) => ({
      agencyId,
      toldAt: happenedAt,
      received: received && { actor: received.actor, at: received.happenedAt },
    })),
    plans: byShare ? [] : state.plans.map(withPayload),
    risks: readsRisk ? inOrder(state.risks).map(withPayload) : [],
    reviews: state.reviews.filter(({ of }) => (of === 'risk' ? readsRisk : !byShare)).map(withPayload),
    notes: byShare
      ? state.notes.filter((note) => note.actor === reader.principal.userId).map(withPayload)
      : state.notes.map(withPayload),
    ...presentServicesAndAppointments(
      state,
      rules.calendar.timeZone,
      byShare ? groupsSharedWith(file.state, reader.principal.agencyId, reader.today as never) : null,
    ),
    attachments: presentAttachments(file, reader, at),
    closure: state.closure && !byShare ? withPayload(state.closure) : null,
    ageBasis: state.ageBasis,
    pathWaits: state.pathWaits && !byShare ? withPayload(state.pathWaits) : null,
    consentStillAsked: state.consentStillAsked,
    searchOwed: state.searchOwed && state.status !== 'closed',
    ...(!byShare && turnedAdultBy(state, reader.today as never) && { ofAge: true }),
    audiences: byShare ? {} : { ...state.audiences },
    openings: byShare ? [] : presentOpenings(state, reader.principal.userId),
    openUntil: reader.byEmergency ? openUntilFor(state, reader.principal.userId) : null,
    mistakes: presentMistakes(state, byShare, readsRisk, reader.principal.userId),
    may: at
      ? []
      : FILE_PERMISSIONS.filter((permission) => filePolicy.decide(reader.principal, permission, resource).allowed),
  }
}
