import { isPlainDate, valueOf, type Answer, type PlainDate } from '@gloact/kernel'
import { standingDecision, type FileState } from '../../file/file-state.ts'
import type { ActionType, Payloads } from '../../file/actions/definitions.ts'
import { placeAnswers, type HtcdsMapping, type PlacedAnswers, type HtcdsAnswers, inWords } from '@gloact/standards'
import { ageStatementOf, contactDateOf, isClosedAtSource } from './imported-person.ts'

/** An action as the import drafts it; the server gives it an id and a time. */
export type Draft = {
  readonly [Type in ActionType]: { readonly type: Type; readonly payload: Payloads[Type] }
}[ActionType]

export interface DraftedFile {
  readonly contactOn: PlainDate
  readonly actions: readonly Draft[]
  /** Where the source had closed the case: approved by the person who approved it there. */
  readonly closure: { readonly request: Draft; readonly approval: Draft; readonly closedOn: PlainDate } | null
  readonly placed: PlacedAnswers
}

export interface Drafting {
  readonly mapping: HtcdsMapping
  /** Form id → version in use. */
  readonly versions: Readonly<Record<string, string>>
  readonly rowIdOf: (formId: string, groupId: string) => string
  readonly callingCode?: string | undefined
  readonly teamId: string | null
  readonly today: PlainDate
}

/**
 * The actions that make a file of a row. A "yes" under consent opens nothing: the standard's one box names neither
 * purpose nor recipient, so it is kept in words, and nothing leaves before the person was asked.
 */
export function draftFile(answers: HtcdsAnswers, drafting: Drafting): DraftedFile {
  const contactOn = contactDateOf(answers, drafting.today)
  const placed = placeAnswers(answers, drafting.mapping, {
    rowIdOf: drafting.rowIdOf,
    ...(drafting.callingCode !== undefined && { callingCode: drafting.callingCode }),
  })
  const words = inWords(answers, placed.unplaced)
  return {
    contactOn,
    placed,
    actions: [
      {
        type: 'file_opened',
        payload: {
          age: ageStatementOf(answers, contactOn),
          contactOn,
          channel: 'other',
          teamId: drafting.teamId,
          assignedTo: null,
        },
      },
      ...Object.entries(placed.forms).map(([form, edits]) => answersDraft(form, edits, drafting)),
      ...(words === undefined ? [] : [noteDraft(words, contactOn)]),
    ],
    closure: isClosedAtSource(answers) ? closureOf(answers, contactOn, drafting.today) : null,
  }
}

export const answersDraft = (
  form: string,
  edits: Readonly<Record<string, Answer>>,
  { versions }: Pick<Drafting, 'versions'>,
): Draft => ({ type: 'answers_recorded', payload: { form, version: versions[form] ?? '', edits } })

export const noteDraft = (text: string, notedOn: PlainDate): Draft => ({
  type: 'note_added',
  payload: { kind: 'general', text, notedOn },
})

/** The source does not say when it closed a case: the last day that it mentions, and failing that today. */
function closureOf(answers: HtcdsAnswers, contactOn: PlainDate, today: PlainDate): NonNullable<DraftedFile['closure']> {
  const outgoing = valueOf(answers.cas_OutgoingReferralDate)
  const named = typeof outgoing === 'string' && isPlainDate(outgoing) ? outgoing : today
  const closedOn = named < contactOn ? today : named
  const summary = valueOf(answers.cas_ReasonForCaseClosure)
  const referred = valueOf(answers.cas_Status) === 'ClosedReferred'
  return {
    closedOn,
    request: {
      type: 'closure_requested',
      payload: { reason: referred ? 'transferred' : 'other', summary: typeof summary === 'string' ? summary : '—' },
    },
    approval: { type: 'closure_approved', payload: { closedOn } },
  }
}

/**
 * What a file's state says in the standard, over what its answers say: where it stands in the procedure.
 * @param said what the forms and the words with the file say
 */
export function stateInHtcds(state: FileState, said: HtcdsAnswers): HtcdsAnswers {
  const closed = state.status === 'closed'
  const saidClosed = isClosedAtSource(said)
  const decision = standingDecision(state, 'conclusive_grounds') ?? standingDecision(state, 'reasonable_grounds')
  const consent = state.consents.at(-1)?.questions.consents_to_interview
  const consents = consent && valueOf(consent)
  return {
    // "Follow up" and "closed, referred" say more than open and closed, as long as they still hold.
    ...(said.cas_Status && closed === saidClosed ? {} : { cas_Status: { value: closed ? 'Closed' : 'Active' } }),
    ...(state.closure && closed && state.closure.summary !== '—'
      ? { cas_ReasonForCaseClosure: { value: state.closure.summary } }
      : {}),
    ...(consents === undefined ? {} : { con_Consent: { value: consents === 'yes' } }),
    ...(decision
      ? {
          vic_TraffickingStatus: { value: trafficking(decision.kind, decision.outcome) },
          vic_TraffickingStatusDecisionMakingOrg: { value: BODIES[decision.body.type] ?? 'Other' },
        }
      : {}),
  }
}

const trafficking = (kind: string, outcome: string): string => {
  if (outcome === 'negative') return 'NotAVictimOfTrafficking'
  return kind === 'reasonable_grounds' ? 'PossibleVictimOfTrafficking' : 'ActualVictimOfTrafficking'
}

/** The kinds of agency in the five words of `vic_TraffickingStatusDecisionMakingOrg`. */
const BODIES: Readonly<Record<string, string>> = {
  ngo: 'NGO',
  law_enforcement: 'Police',
  central_government: 'NonPoliceGovernmentalOrganization',
  local_government: 'NonPoliceGovernmentalOrganization',
  immigration_service: 'NonPoliceGovernmentalOrganization',
  health_service: 'NonPoliceGovernmentalOrganization',
}
