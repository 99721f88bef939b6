import type { z } from 'zod'
import type { fileSummary } from './files.ts'

/** What files ask of somebody. */
export const TASK_KINDS = [
  'review_opening',
  'file_opened_by_other',
  'deadline',
  'conflict',
  'decide',
  'approve_closure',
  'confirm_path',
  'confirm_consent',
  'unassigned',
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
  /** For `deadline` the clock, for `decide` the decision that is asked for, for an appointment its kind. */
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
