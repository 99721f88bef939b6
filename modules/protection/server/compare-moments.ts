import { recordAudit } from '@gloact/audit'
import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import { canonicalJson, err, ok, type Json, type Result } from '@gloact/kernel'
import { inScope } from '@gloact/postgres'
import type { FileView } from '../contract/files.ts'
import type { FileChange, FileDifference } from '../contract/history.ts'
import { definitionOf, type FileAction, reduceFile } from '../domain/actions/definitions.ts'
import type { FileFailure } from '../domain/failures.ts'
import { UNOPENED, type FileState } from '../domain/file-state.ts'
import type { OpeningPurpose } from '../domain/words.ts'
import type { ProtectionContext } from './context.ts'
import type { LoadedFile } from './file-store.ts'
import { actionsUntil, logOf, stateAfter, summaryIn, type Place } from './past-states.ts'
import { presentFile } from './present-file.ts'
import type { Reader } from './reader.ts'
import { purposesOf, readable, readerOf, recordIdentityOpened } from './read-case-file.ts'

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
    const log = await logOf(trx, loaded.value)
    const one = before(log, places.from)
    const other = actionsUntil(log, places.to)
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
    const reader = readerOf(context, principal, loaded.value, purpose !== undefined)
    const present = (actions: readonly FileAction[]) => viewOf(context, reader, loaded.value, actions)
    const between = later.slice(earlier.length)
    const causes = causesOf(stateAfter(earlier), between, (state) =>
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
  const found = actionsUntil(log, place)
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
  return last ? presentState(context, reader, file, stateAfter(actions), last.recordedAt) : null
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

interface Causes {
  /** The last action between the two moments that gave an answer, by form and path. */
  readonly answers: ReadonlyMap<string, FileAction>
  readonly facts: ReadonlyMap<string, FileAction>
  /** The last that corrected or struck an entry, by the entry. */
  readonly corrections: ReadonlyMap<string, FileAction>
  readonly actions: ReadonlyMap<string, FileAction>
}

function causesOf(
  from: FileState,
  between: readonly FileAction[],
  facts: (state: FileState) => Readonly<Record<Fact, Json>>,
): Causes {
  const causes = {
    answers: new Map<string, FileAction>(),
    facts: new Map<string, FileAction>(),
    corrections: new Map<string, FileAction>(),
    actions: new Map<string, FileAction>(between.map((action) => [action.id, action])),
  }
  let state = from
  let known = from === UNOPENED || from.openedBy === '' ? null : facts(from)
  for (const action of between) {
    state = reduceFile(state, action)
    // Answers move no fact of the file's own: most of a log is answers, and none is presented for them.
    if (action.type === 'answers_recorded') {
      for (const path of Object.keys(action.payload.edits)) causes.answers.set(`${action.payload.form}/${path}`, action)
      continue
    }
    const touched = definitionOf(action.type).compared?.entries?.(action.payload, state) ?? []
    for (const id of touched) causes.corrections.set(id, action)
    const now = facts(state)
    for (const fact of FACTS)
      if (!known || canonicalJson(known[fact]) !== canonicalJson(now[fact])) causes.facts.set(fact, action)
    known = now
  }
  return causes
}

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

type Compared = Pick<FileChange, 'kind' | 'path' | 'was' | 'now'>

/** What differs between two records of values; what is in neither, or the same in both, is left out. */
function compared(was: Readonly<Record<string, unknown>>, now: Readonly<Record<string, unknown>>): readonly Compared[] {
  return [...new Set([...Object.keys(was), ...Object.keys(now)])].flatMap((path): Compared[] => {
    const [before, after] = [was[path] ?? null, now[path] ?? null]
    if (canonicalJson(before) === canonicalJson(after)) return []
    const kind = before === null ? 'added' : after === null ? 'withdrawn' : 'changed'
    return [{ kind, path, was: before, now: after }]
  })
}

function sectionsBetween(
  was: FileView | null,
  now: FileView | null,
  causes: Causes,
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
      ...causeOf(causes.answers.get(`${form}/${change.path}`), byShare),
    })),
  }))
  const ofLists = LISTS.map((list) => ({
    section: list,
    form: null,
    changes: compared(entriesIn(was, list), entriesIn(now, list)).map((change) => ({
      ...change,
      ...causeOf(causes.corrections.get(change.path) ?? causes.actions.get(change.path), byShare),
    })),
  }))
  return [{ section: 'file', form: null, changes: facts }, ...ofForms, ...ofLists].filter(
    ({ changes }) => changes.length > 0,
  )
}

/** The answers that say something: one that was taken back is as if it had not been given. */
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
      // An attachment that was taken out is no longer there to be read.
      .filter((entry) => !('removed' in entry && entry.removed !== null))
      .map((entry) => [entryId(entry), entry]),
  )

const entryId = (entry: object): string =>
  'actionId' in entry ? String(entry.actionId) : 'id' in entry ? String(entry.id) : ''
