import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { err, ok, type Json, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import { causesBetween, compared, type Causes, type Place } from '@gloact/records/server'

import type { FileView } from '../../contract/reading/files.ts'
import type { FileChange, FileDifference } from '../../contract/history/history.ts'
import { definitionOf, type FileAction } from '../../domain/file/actions/definitions.ts'
import type { FileFailure } from '../../domain/failures.ts'
import { isOpened, type FileState } from '../../domain/file/file-state.ts'
import type { OpeningPurpose } from '../../domain/file/words.ts'
import type { ProtectionContext } from '../file/context.ts'
import { FILE } from '../file/file-kind.ts'
import type { LoadedFile } from '../file/file-store.ts'
import { fileActionsUntil, fileAfter, logOfFile, summaryIn } from './past-states.ts'
import { presentFile } from '../reading/present-file.ts'
import type { Reader } from '../reading/reader.ts'
import { purposesOf, readable, readerOf, recordIdentityOpened } from '../reading/read-case-file.ts'

/**
 * What differs between two moments of a file. Both are presented to the reader first and compared then, so that what the
 * reader may not read is in neither and cannot show as a difference.
 */
export async function compareMoments(
  context: ProtectionContext,
  principal: Principal,
  fileId: string,
  places: { readonly from: Place; readonly to: Place },
  purpose?: OpeningPurpose,
): Promise<Result<FileDifference, FileFailure>> {
  return inScope(context.db, principalScope(principal), async (trx) => {
    const loaded = await readable(trx, context, principal, fileId)
    if (!loaded.ok) return loaded
    const log = await logOfFile(trx, loaded.value)
    const one = before(log, places.from)
    const other = fileActionsUntil(log, places.to)
    if (!one.ok) return one
    if (!other.ok) return other
    const [earlier, later] = [one.value, other.value].toSorted((a, b) => a.length - b.length)
    if (!earlier || !later) return err({ code: 'protection.no_such_moment' })
    const [from, to] = [earlier.at(-1)?.sequence ?? 0, later.at(-1)?.sequence ?? 0]
    await recordAudit(trx, {
      action: 'file.past_read',
      object: { kind: 'protection.case_file', id: fileId },
      detail: { from, to },
    })
    const opened = await recordIdentityOpened(trx, principal, loaded.value, purpose, { from, to })
    if (!opened.ok) return opened
    const reader = readerOf(context, principal, loaded.value, purpose === undefined ? 'closed' : 'opened')
    const present = (actions: readonly FileAction[]) => viewOf(context, reader, loaded.value, actions)
    const between = later.slice(earlier.length)
    const causes = causesOf(fileAfter(earlier), between, (state) =>
      factsOf(presentState(context, reader, loaded.value, state, later.at(-1)!.recordedAt)),
    )
    return ok({
      from,
      to,
      purposes: purposesOf(principal, loaded.value),
      sections: sectionsBetween(
        present(earlier),
        present(later),
        causes,
        loaded.value.row.agency_id !== principal.agencyId,
      ),
    })
  })
}

/** Before the first action nothing was there: a difference may begin at it. */
const before = (log: readonly FileAction[], place: Place): Result<readonly FileAction[], FileFailure> => {
  const found = fileActionsUntil(log, place)
  return found.ok ? found : ok([])
}

const presentState = (
  context: ProtectionContext,
  reader: Reader,
  file: LoadedFile,
  state: FileState,
  at: string,
): FileView => presentFile(file, summaryIn(state, context.rules, file, at), context.rules, reader, new Map(), state)

const viewOf = (
  context: ProtectionContext,
  reader: Reader,
  file: LoadedFile,
  actions: readonly FileAction[],
): FileView | null => {
  const last = actions.at(-1)
  return last ? presentState(context, reader, file, fileAfter(actions), last.recordedAt) : null
}

/** The file's own facts that a difference names. */
const FACTS = [
  'path',
  'status',
  'stage',
  'teamId',
  'assignedTo',
  'openedOn',
  'closedOn',
  'ageStatement',
  'ageBasis',
  'decisionAwaited',
  'tags',
  'pathWaits',
] as const satisfies readonly (keyof FileView)[]

/** The lists of a file whose entries have their action's id. */
const LISTS = [
  'screenings',
  'consents',
  'withdrawals',
  'refusals',
  'guardian',
  'decisions',
  'reconsiderations',
  'plans',
  'risks',
  'reviews',
  'services',
  'appointments',
  'notes',
  'attachments',
  'openings',
] as const satisfies readonly (keyof FileView)[]

type Fact = (typeof FACTS)[number]
const factsOf = (view: FileView): Readonly<Record<Fact, Json>> =>
  Object.fromEntries(
    // Of a change of path that waits for a second person: to which path.
    FACTS.map((fact) => [fact, fact === 'pathWaits' ? (view.pathWaits?.payload.to ?? null) : orNothing(view[fact])]),
  ) as Record<Fact, Json>

/** No tags are as nothing at all. */
const orNothing = (value: FileView[Exclude<Fact, 'pathWaits'>]): Json =>
  Array.isArray(value) && value.length === 0 ? null : value

type FileCauses = Causes<FileAction>

const causesOf = (
  from: FileState,
  between: readonly FileAction[],
  facts: (state: FileState) => Readonly<Record<Fact, Json>>,
): FileCauses =>
  causesBetween(FILE, from, between, {
    isThere: isOpened,
    facts,
    values: (action) =>
      action.type === 'answers_recorded'
        ? Object.keys(action.payload.edits).map((path) => `${action.payload.form}/${path}`)
        : null,
    entries: ({ type, payload }, state) => definitionOf(type).compared?.entries?.(payload, state) ?? [],
  })

const causeOf = (
  action: FileAction | undefined,
  byShare: boolean,
): Pick<FileChange, 'actor' | 'recordedAt' | 'happenedAt' | 'reason'> => ({
  actor: action?.actor ?? null,
  recordedAt: action?.recordedAt ?? null,
  happenedAt: action?.happenedAt ?? null,
  reason: action ? reasonOf(action, byShare) : null,
})

/** Why something was changed, where the person who changed it said so. Why a file's own facts changed is told in its own agency alone. */
function reasonOf({ type, payload }: FileAction, byShare: boolean): string | null {
  const compared = definitionOf(type).compared
  if (!compared?.reason || (byShare && compared.reasonTo !== 'readers')) return null
  return compared.reason(payload)
}

function sectionsBetween(
  was: FileView | null,
  now: FileView | null,
  causes: FileCauses,
  byShare: boolean,
): FileDifference['sections'] {
  const facts = compared(was ? factsOf(was) : {}, now ? factsOf(now) : {}).map((change) => ({
    ...change,
    ...causeOf(causes.facts.get(change.path), byShare),
  }))
  const forms = (now ?? was)?.forms ?? []
  const ofForms = forms.map(({ form }) => ({
    section: 'form',
    form,
    changes: compared(answersIn(was, form), answersIn(now, form)).map((change) => ({
      ...change,
      ...causeOf(causes.values.get(`${form}/${change.path}`), byShare),
    })),
  }))
  const ofLists = LISTS.map((list) => ({
    section: list,
    form: null,
    changes: compared(entriesIn(was, list), entriesIn(now, list)).map((change) => ({
      ...change,
      ...causeOf(causes.entries.get(change.path) ?? causes.actions.get(change.path), byShare),
    })),
  }))
  return [{ section: 'file', form: null, changes: facts }, ...ofForms, ...ofLists].filter(
    ({ changes }) => changes.length > 0,
  )
}

/** The answers that say something: one that was withdrawn is as if it had not been given. */
const answersIn = (view: FileView | null, form: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries(view?.forms.find((each) => each.form === form)?.answers ?? {}).filter(
      ([, answer]) => !('absent' in answer && answer.absent === 'not_asked'),
    ),
  )

const entriesIn = (view: FileView | null, list: (typeof LISTS)[number]): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    [view?.[list] ?? []]
      .flat()
      // An attachment that was removed is no longer there to be read.
      .filter((entry) => !('removed' in entry && entry.removed !== null))
      .map((entry) => [entryId(entry), entry]),
  )

const entryId = (entry: object): string =>
  'actionId' in entry ? String(entry.actionId) : 'id' in entry ? String(entry.id) : ''
