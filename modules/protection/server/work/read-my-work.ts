import { principalScope, type Principal } from '@gloact/identity/contract/principal'
import type { Instant } from '@gloact/kernel'
import type { Card, Foreseen } from '@gloact/module'
import { readInScope, type ScopedTransaction } from '@gloact/postgres'
import { sql, type ExpressionBuilder, type SqlBool, type Expression } from 'kysely'
import {
  foresightOf,
  LIST_OF_CARD,
  unassignedAbout,
  WORK_CARDS,
  workOf,
  type FileTask,
  type ListedCard,
  type WorkCard,
} from '../../contract/work/tasks.ts'
import { filteredFiles, isUnassigned } from '../lists/file-query.ts'
import { askingOf } from '../lists/list-case-files.ts'
import { dangerBeforeEntry, fromBacklog, passedBeforeEntry } from '../paper/backlog.ts'
import { isEntered } from '../../domain/file/file-rules.ts'
import {
  appointmentTasksAt,
  clocksForeseen,
  clockTasks,
  type PlannedAppointment,
  type RunningClock,
} from '../../domain/work/foreseen-tasks.ts'
import { plannedAppointments } from './appointment-tasks.ts'
import type { ProtectionContext } from '../file/context.ts'
import { emergencyTasks } from '../emergency/emergency-tasks.ts'
import { erasureTasks } from '../erasure/erasure-tasks.ts'
import { labelsOf } from '../file/file-labels.ts'
import { secondPersonTasks } from './second-person-tasks.ts'
import { tables, type CaseFileTable, type ProtectionTables } from '../file/file-tables.ts'

const MOST_TASKS = 200

/** More of them than this would hide a danger of today: they stand together, first. */
const MOST_DANGERS_EACH = 5

type FileOfTask = Pick<CaseFileTable, 'id' | 'number' | 'path' | 'stage' | 'assigned_to'>

const TASK_FILE = ['protection.case_file.id', 'number', 'protection.case_file.path', 'stage', 'assigned_to'] as const

/** What files ask of somebody, in the order of when it is due. Nothing is stored: tasks are read off the files as they stand. */
export const fileTasks = async (context: ProtectionContext, principal: Principal): Promise<readonly FileTask[]> =>
  (await tasksAndWhatFollows(context, principal)).tasks

/** The same as tasks among those of other modules, with what more will follow from clocks and appointments. */
export async function fileForesight(context: ProtectionContext, principal: Principal): Promise<Foreseen> {
  const { tasks, clocks, appointments } = await tasksAndWhatFollows(context, principal)
  return {
    tasks: workOf(tasks),
    foresight: foresightOf({ clocks, appointments, timeZone: context.rules.calendar.timeZone }, context.clock.now()),
  }
}

interface WhatFollows {
  readonly tasks: readonly FileTask[]
  readonly clocks: readonly RunningClock[]
  readonly appointments: readonly PlannedAppointment[]
}

async function tasksAndWhatFollows(context: ProtectionContext, principal: Principal): Promise<WhatFollows> {
  const now = context.clock.now()
  const emergencies = await emergencyTasks(context, principal)
  const erasures = await erasureTasks(context, principal)
  // Who opens no file, such as a coordinator, has no clock in one.
  if (opensNone(principal)) return { tasks: inOrder([...emergencies, ...erasures]), clocks: [], appointments: [] }
  return readInScope(context.db, principalScope(principal), async (trx) => {
    const dangersTogether = (await manyDangers(trx, context, principal)) > 0
    const clocks = await clocksWorkedOn(trx, context, principal, now, dangersTogether)
    const appointments = await plannedAppointments(trx, context, principal)
    const tasks: readonly FileTask[] = [
      ...emergencies,
      ...erasures,
      ...clockTasks(clocks, now),
      ...appointmentTasksAt(appointments, now, context.rules.calendar.timeZone),
      ...(await conflictTasks(trx, principal)),
      ...(await searchTasks(trx, principal)),
      ...(await childrenToReceive(trx, principal)),
      ...(await decisionTasks(trx, principal)),
      ...(await supervisorTasks(trx, principal)),
      ...(await secondPersonTasks(trx, principal)),
    ]
    const labels = await labelsOf(
      trx,
      context.vault,
      tasks.map(({ file }) => file.id),
    )
    return {
      tasks: inOrder(tasks).map((task) => ({
        ...task,
        file: { ...task.file, label: labels.get(task.file.id) ?? null },
      })),
      clocks,
      appointments,
    }
  })
}

/** The database gives them no file (`app.has_files()`), so that it need not be asked. */
const opensNone = ({ scope }: Principal): boolean => scope === 'none'

const inOrder = (tasks: readonly FileTask[]): readonly FileTask[] =>
  tasks.toSorted((a, b) => (a.dueAt ?? '').localeCompare(b.dueAt ?? ''))

/** The numbers beside them. */
export async function fileCards(context: ProtectionContext, principal: Principal): Promise<readonly Card[]> {
  if (opensNone(principal)) return WORK_CARDS.map((kind) => ({ kind, count: 0 }))
  const numbers = await readInScope(context.db, principalScope(principal), async (trx) => ({
    ...(await listedCounts(trx, context, principal)),
    ...(await backlogOf(trx, context, principal)),
  }))
  return WORK_CARDS.map((kind) => ({ kind, count: numbers[kind] }))
}

/** The files that somebody works on: assigned to them, of their team while nobody has them, or opened by them and still so. */
const workedOn =
  (principal: Principal) =>
  (eb: ExpressionBuilder<ProtectionTables, 'protection.case_file'>): Expression<SqlBool> => {
    const unassigned = eb('assigned_to', 'is', null)
    const teams = principal.roles.includes('caseworker') ? [...principal.teamIds] : []
    return eb.or([
      eb('assigned_to', '=', principal.userId),
      eb.and([unassigned, eb('opened_by', '=', principal.userId)]),
      ...(teams.length > 0 ? [eb.and([unassigned, eb('team_id', 'in', teams)])] : []),
      ...(principal.roles.includes('supervisor')
        ? [eb.and([unassigned, eb('agency_id', '=', principal.agencyId)])]
        : []),
      ...(principal.roles.includes('child_protection_officer')
        ? [eb.and([eb('path', '=', 'child'), eb('agency_id', '=', principal.agencyId)])]
        : []),
    ])
  }

const fileOf = (row: FileOfTask): FileTask['file'] => ({
  id: row.id,
  number: row.number,
  path: row.path,
  stage: row.stage,
  assignedTo: row.assigned_to,
})

const toTask = (
  kind: FileTask['kind'],
  file: FileOfTask,
  more: Pick<FileTask, 'about' | 'since'> & Partial<Pick<FileTask, 'dueAt' | 'warnAt'>>,
): FileTask => ({
  kind,
  about: more.about,
  file: fileOf(file),
  dueAt: more.dueAt ?? null,
  warnAt: more.warnAt ?? null,
  since: more.since,
})

/** The clocks that run in files that somebody works on: of those that end far ahead, the first, for a device without signal. */
async function clocksWorkedOn(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
  now: Instant,
  /** Whether the dangers of the backlog stand together in a line of their own. */
  dangersTogether: boolean,
): Promise<readonly RunningClock[]> {
  const { dueBefore, warnedBy } = clocksForeseen(now)
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .innerJoin('protection.deadline', 'protection.deadline.file_id', 'protection.case_file.id')
    .select(TASK_FILE)
    .select(['kind', 'due_at', 'warn_at', 'started_at'])
    .where('stopped_at', 'is', null)
    // A clock that warns is a task, however long before its end the country warns.
    .where((eb) => eb.or([eb('due_at', '<', dueBefore), eb('warn_at', '<=', warnedBy)]))
    .where('status', 'in', ['open', 'closure_requested'])
    .where((eb) => workedOn(principal)(eb as never))
    .where(sql<boolean>`not ${passedBeforeEntry()}`)
    .where(dangersTogether ? sql<boolean>`not ${dangerBeforeEntry()}` : sql<boolean>`true`)
    .orderBy('due_at')
    .limit(MOST_TASKS)
    .execute()
  return rows
    .filter((row) => isEntered(row.kind) || context.rules.deadlines.some((rule) => rule.kind === row.kind))
    .map((row) => ({
      file: fileOf(row),
      kind: row.kind,
      startedAt: row.started_at,
      dueAt: row.due_at,
      warnAt: row.warn_at,
    }))
}

async function conflictTasks(trx: ScopedTransaction, principal: Principal): Promise<FileTask[]> {
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .select([...TASK_FILE, 'changed_at'])
    .where('conflicts', '>', 0)
    .where('status', 'in', ['open', 'closure_requested'])
    .where(workedOn(principal))
    .limit(MOST_TASKS)
    .execute()
  return rows.map((row) => toTask('conflict', row, { about: null, since: row.changed_at }))
}

/** Files that were opened while nobody could look for an earlier one. */
async function searchTasks(trx: ScopedTransaction, principal: Principal): Promise<FileTask[]> {
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .select([...TASK_FILE, 'changed_at'])
    .where(sql<boolean>`case_file.coded -> 'search_owed' = 'true'::jsonb`)
    .where('status', 'in', ['open', 'closure_requested'])
    .where(workedOn(principal))
    .limit(MOST_TASKS)
    .execute()
  return rows.map((row) => toTask('search_owed', row, { about: null, since: row.changed_at }))
}

/** Children whom another agency met, of whom the reader's authority was told and whom nobody there has received. */
async function childrenToReceive(trx: ScopedTransaction, principal: Principal): Promise<FileTask[]> {
  if (!principal.roles.includes('child_protection_officer')) return []
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .innerJoin('protection.file_share', 'protection.file_share.file_id', 'protection.case_file.id')
    .select([...TASK_FILE, 'shared_at'])
    .where('protection.file_share.agency_id', '=', principal.agencyId)
    .where('purpose', '=', 'child_protection')
    .where('ended_at', 'is', null)
    .where('child_received_at', 'is', null)
    .where('status', 'in', ['open', 'closure_requested'])
    .orderBy('shared_at')
    .limit(MOST_TASKS)
    .execute()
  return rows.map((row) => toTask('receive_child', row, { about: null, since: row.shared_at }))
}

/** Decisions that the reader's own body was asked for. */
async function decisionTasks(trx: ScopedTransaction, principal: Principal): Promise<FileTask[]> {
  if (!principal.roles.includes('competent_authority')) return []
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .innerJoin('protection.file_share', 'protection.file_share.file_id', 'protection.case_file.id')
    .leftJoin('protection.deadline', (join) =>
      join
        .onRef('protection.deadline.file_id', '=', 'protection.case_file.id')
        .onRef('protection.deadline.kind', '=', 'decision_awaited')
        .on('stopped_at', 'is', null),
    )
    .select([...TASK_FILE, 'decision_awaited', 'shared_at', 'due_at', 'warn_at'])
    .where('protection.file_share.agency_id', '=', principal.agencyId)
    .where('ended_at', 'is', null)
    .where('decision_awaited', 'is not', null)
    .where('status', 'in', ['open', 'closure_requested'])
    .limit(MOST_TASKS)
    .execute()
  return rows.map((row) =>
    toTask('decide', row, {
      about: row.decision_awaited,
      dueAt: row.due_at,
      warnAt: row.warn_at,
      since: row.shared_at,
    }),
  )
}

/** Closures to approve, and files that no worker has, whatever team they stand with. */
async function supervisorTasks(trx: ScopedTransaction, principal: Principal): Promise<FileTask[]> {
  if (!principal.roles.includes('supervisor')) return []
  const rows = await tables(trx)
    .selectFrom('protection.case_file')
    .select([...TASK_FILE, 'status', 'changed_at'])
    .select(sql<string | null>`case_file.coded ->> 'screening_outcome'`.as('outcome'))
    .where('agency_id', '=', principal.agencyId)
    .where((eb) =>
      eb.or([
        eb('status', '=', 'closure_requested'),
        eb.and([eb('status', '=', 'open'), isUnassigned(), sql<boolean>`not ${fromBacklog()}`]),
      ]),
    )
    .orderBy('changed_at')
    .limit(MOST_TASKS)
    .execute()
  return rows.map((row) =>
    row.status === 'closure_requested'
      ? toTask('approve_closure', row, { about: null, since: row.changed_at })
      : toTask('unassigned', row, { about: unassignedAbout(row.path, row.outcome), since: row.changed_at }),
  )
}

const runningClocks = (trx: ScopedTransaction, context: ProtectionContext, principal: Principal) =>
  tables(trx)
    .selectFrom('protection.case_file')
    .innerJoin('protection.deadline', 'protection.deadline.file_id', 'protection.case_file.id')
    .select((eb) => [
      eb.fn.count<number>('protection.case_file.id').distinct().as('files'),
      eb.fn.countAll<number>().as('clocks'),
    ])
    .where('stopped_at', 'is', null)
    .where('due_at', '<', context.clock.now())
    .where('status', 'in', ['open', 'closure_requested'])
    .where(
      'kind',
      'in',
      context.rules.deadlines.map((rule) => rule.kind),
    )
    .where((eb) => workedOn(principal)(eb as never))

/** Children of the backlog without a guardian, where they are too many to be a task each; else 0. */
async function manyDangers(trx: ScopedTransaction, context: ProtectionContext, principal: Principal): Promise<number> {
  const { files } = await runningClocks(trx, context, principal).where(dangerBeforeEntry()).executeTakeFirstOrThrow()
  return files > MOST_DANGERS_EACH ? files : 0
}

type Numbers = Readonly<Record<WorkCard, number>>

/** What is not a task each: clocks that nobody could have kept here, and imported files to be given out. */
async function backlogOf(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
): Promise<Pick<Numbers, 'backlog_files' | 'backlog_clocks' | 'backlog_without_guardian'>> {
  const passed = await runningClocks(trx, context, principal).where(passedBeforeEntry()).executeTakeFirstOrThrow()
  const clocks = {
    backlog_files: passed.files,
    backlog_clocks: passed.clocks,
    backlog_without_guardian: await manyDangers(trx, context, principal),
  }
  return clocks
}

/** As many as the list has that each leads to. */
async function listedCounts(
  trx: ScopedTransaction,
  context: ProtectionContext,
  principal: Principal,
): Promise<Readonly<Record<ListedCard, number>>> {
  const asking = askingOf(context, principal)
  const countOf = async (card: ListedCard) => {
    const row = await filteredFiles(trx, LIST_OF_CARD[card], asking)
      .select((eb) => eb.fn.countAll<number>().as('count'))
      .executeTakeFirstOrThrow()
    return row.count
  }
  return {
    open_files: await countOf('open_files'),
    decisions_awaited: await countOf('decisions_awaited'),
    closures_requested: await countOf('closures_requested'),
    // Only who may assign them has use for it.
    backlog_unassigned: principal.roles.includes('supervisor') ? await countOf('backlog_unassigned') : 0,
  }
}
