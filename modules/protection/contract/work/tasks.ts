import type { Instant } from '@gloact/kernel'
import { z } from 'zod'
import { DEADLINE_KINDS } from '../../domain/file/file-rules.ts'
import {
  appointmentTasksAt,
  clockTasks,
  type PlannedAppointment,
  type RunningClock,
} from '../../domain/work/foreseen-tasks.ts'
import { FILE_PATHS, FILE_STAGES, type FilePath } from '../../domain/file/words.ts'
import { IN_HAND, type FileFilterInput } from '../lists/file-list.ts'
import type { fileSummary } from '../reading/files.ts'

/** What files ask of somebody. */
export const TASK_KINDS = [
  'review_opening',
  'file_opened_by_other',
  'deadline',
  'conflict',
  'decide',
  'approve_closure',
  /** A child whom another agency met: the authority for the protection of children has not said that it received them. */
  'receive_child',
  'confirm_path',
  'confirm_consent',
  'unassigned',
  /** An earlier file of the person was not looked for, because it could not be. */
  'search_owed',
  /** An erasure that somebody else asked for. */
  'confirm_erasure',
  /** A closed file that need no longer be kept. */
  'retention_ended',
  'appointment',
  'appointment_outcome',
] as const

export type FileTaskKind = (typeof TASK_KINDS)[number]

/** A task about a file. */
export interface FileTask {
  readonly kind: FileTaskKind
  /** For `unassigned` why it presses; for `deadline` the clock, for `decide` the decision that is asked for, for an appointment its kind. */
  readonly about: string | null
  readonly file: Pick<z.infer<typeof fileSummary>, 'id' | 'number' | 'path' | 'stage' | 'assignedTo'> & {
    /** What the case team calls it. */
    readonly label?: string | null
  }
  readonly dueAt: string | null
  /** From when on its clock is due soon; null: never. */
  readonly warnAt: string | null
  /** Since when there is something to do; for an appointment, when it begins. */
  readonly since: string
  /** An appointment of which only the day is known. */
  readonly allDay?: boolean
}

/** The task as it goes with those of other modules: what the page needs to show it, in codes and with the label of its file. */
export const detailsOf = ({ about, file, warnAt, allDay = false }: FileTask) => ({
  about,
  warnAt,
  number: file.number,
  label: file.label ?? null,
  path: file.path,
  stage: file.stage,
  allDay,
})

/** What makes a file that no worker has a matter of today: a child's, or one with indicators. */
export const unassignedAbout = (path: FilePath, screeningOutcome: string | null): 'child' | 'indicators' | null =>
  path === 'child' ? 'child' : screeningOutcome === null || screeningOutcome === 'no_indication' ? null : 'indicators'

/** How pressing a task without a date is. */
function pressing(kind: FileTaskKind, about: string | null): 'today' | 'this_week' | 'later' {
  if (kind === 'unassigned' && about !== null) return 'today'
  // That a file has been kept long enough presses nobody; what waits for a second person holds up protection.
  if (kind === 'retention_ended') return 'later'
  const today: readonly FileTaskKind[] = ['confirm_path', 'confirm_consent', 'search_owed', 'receive_child']
  return today.includes(kind) ? 'today' : 'this_week'
}

/** What is at stake: a child nobody has received is in danger, one without a guardian has nobody who acts for them. */
function stakesOf({ kind, about }: Pick<FileTask, 'kind' | 'about'>): 'life' | 'guardian' | 'law' | undefined {
  if (kind === 'receive_child') return 'life'
  if (kind === 'deadline' && about === 'guardian') return 'guardian'
  const byLaw = ['reasonable_grounds', 'conclusive_grounds', 'reflection']
  return kind === 'decide' || (kind === 'deadline' && byLaw.includes(about ?? '')) ? 'law' : undefined
}

/** Tasks about files as tasks of this module among those of others. */
export const workOf = (tasks: readonly FileTask[]) =>
  tasks.map((task) => ({
    kind: task.kind,
    about: { kind: 'protection.case_file', id: task.file.id },
    to: task.file.assignedTo,
    details: detailsOf(task),
    dueAt: task.dueAt,
    since: task.since,
    presses: pressing(task.kind, task.about),
    ...(stakesOf(task) && { stakes: stakesOf(task)! }),
  }))

const fileOfTask = z.object({
  id: z.string(),
  number: z.string(),
  path: z.enum(FILE_PATHS),
  stage: z.enum(FILE_STAGES),
  assignedTo: z.string().nullable(),
})

/** What tasks will follow from by themselves: kept on a device for when there is no signal. */
const foresight = z.object({
  timeZone: z.string(),
  clocks: z.array(
    z.object({
      file: fileOfTask,
      kind: z.enum(DEADLINE_KINDS),
      startedAt: z.string(),
      dueAt: z.string(),
      warnAt: z.string().nullable(),
    }),
  ),
  appointments: z.array(
    z.object({
      file: fileOfTask,
      kind: z.string(),
      startsAt: z.string(),
      endsAt: z.string(),
      allDay: z.boolean(),
      remindOn: z.string().nullable(),
    }),
  ),
})

/** Clocks that are no task yet, since those that are were told as tasks, and all appointments: what they ask changes with time. */
export const foresightOf = (
  of: {
    readonly clocks: readonly RunningClock[]
    readonly appointments: readonly PlannedAppointment[]
    readonly timeZone: string
  },
  now: Instant,
): z.infer<typeof foresight> => {
  const told = new Set(clockTasks(of.clocks, now).map(({ file, about }) => `${file.id} ${about}`))
  return {
    timeZone: of.timeZone,
    clocks: of.clocks.filter(({ file, kind }) => !told.has(`${file.id} ${kind}`)),
    appointments: [...of.appointments],
  }
}

/**
 * The tasks of a moment, from what was told last: those that were there, clocks that have come due or near since, and appointments as they
 * stand now. What others did since is not in it.
 */
export function tasksAt<Known extends { readonly kind: string }>(known: readonly Known[], told: unknown, now: Instant) {
  const read = foresight.safeParse(told)
  if (!read.success) return known
  const { clocks, appointments, timeZone } = read.data
  return [
    ...known.filter(({ kind }) => kind !== 'appointment' && kind !== 'appointment_outcome'),
    ...workOf([...clockTasks(clocks, now), ...appointmentTasksAt(appointments, now, timeZone)]),
  ]
}

/** A task as it may lie on a device: what the case team calls the file is sealed under its person's key alone, and goes with it. */
export const withoutLabel = <Sent extends { readonly details: Readonly<Record<string, unknown>> }>(
  sent: Sent,
): Sent => ({
  ...sent,
  details: { ...sent.details, label: null },
})

/** The task again, from what came with those of other modules; undefined where this version knows no such kind. */
export function fileTaskOf(sent: {
  readonly kind: string
  readonly about: { readonly id: string }
  readonly to?: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly dueAt: string | null
  readonly since: string
}): FileTask | undefined {
  const kind = TASK_KINDS.find((one) => one === sent.kind)
  if (kind === undefined) return undefined
  const { about, warnAt, number, label, path, stage, allDay } = sent.details as ReturnType<typeof detailsOf>
  return {
    kind,
    about,
    file: { id: sent.about.id, number, label, path, stage, assignedTo: sent.to ?? null },
    dueAt: sent.dueAt,
    warnAt,
    since: sent.since,
    ...(allDay && { allDay }),
  }
}

/** The numbers of this module beside tasks. */
export const WORK_CARDS = [
  'open_files',
  'decisions_awaited',
  'closures_requested',
  /** Files from the backlog whose clocks had passed before they were entered, and those clocks. */
  'backlog_files',
  'backlog_clocks',
  /** Files from the backlog that nobody has. */
  'backlog_unassigned',
  /** Children of the backlog without a guardian, where they are too many to be a task each. */
  'backlog_without_guardian',
] as const
export type WorkCard = (typeof WORK_CARDS)[number]

/**
 * The lists that numbers lead to. A number is counted by the filter of its list, and so is always as long as it: whoever follows "10 open
 * files" finds ten.
 */
export const LIST_OF_CARD = {
  open_files: { mine: 'true', status: IN_HAND },
  decisions_awaited: { awaited: 'true', status: IN_HAND },
  closures_requested: { status: 'closure_requested' },
  backlog_unassigned: { status: 'open', unassigned: 'true', backlog: 'true' },
} as const satisfies Partial<Record<WorkCard, FileFilterInput>>
export type ListedCard = keyof typeof LIST_OF_CARD
