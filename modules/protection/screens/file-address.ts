import type { FileTask } from '../contract/work/tasks.ts'
import type { DeadlineKind } from '../domain/file/file-rules.ts'
import type { FileStage } from '../domain/file/words.ts'

/** The sections of a file page that every country has; its forms are sections beside them, by their ids. */
export const FILE_SECTIONS = [
  'summary',
  'identity',
  'consent',
  'age',
  'risk',
  'plan',
  'reviews',
  'appointments',
  'decisions',
  'notes',
  'people',
  'closure',
  'history',
  'print',
  'slip',
] as const

/** Where a section of a file is. Holds ids only. */
export const fileAddress = (fileId: string, section: string = 'summary'): string => `/files/${fileId}/${section}`

/** Where a note is written: the notes, with a new one begun. */
export const noteAddress = (fileId: string): string => `${fileAddress(fileId, 'notes')}?add=true`

/** Who has read a file: a page that stands beside it, since an officer opens it who opens no file. */
export const readersAddress = (fileId: string): string => `/files/${fileId}/readers`

const SECTION_OF_CLOCK: Readonly<Record<DeadlineKind, string>> = {
  guardian: 'age',
  reasonable_grounds: 'decisions',
  reflection: 'decisions',
  conclusive_grounds: 'decisions',
  assessment: 'risk',
  plan: 'plan',
  plan_review: 'plan',
  risk_review: 'risk',
  file_review: 'reviews',
}

/** Where what a clock waits for is done. */
export const sectionOfClock = (kind: DeadlineKind): string => SECTION_OF_CLOCK[kind]

const SECTION_OF_STAGE: Readonly<Record<FileStage, string>> = {
  contact: 'summary',
  consent: 'consent',
  reasonable_grounds: 'decisions',
  plan: 'plan',
  conclusive_grounds: 'decisions',
  closure: 'closure',
}

export const sectionOfStage = (stage: FileStage): string => SECTION_OF_STAGE[stage]

const SECTION_OF_TASK: Readonly<Record<Exclude<FileTask['kind'], 'deadline'>, string>> = {
  conflict: 'summary',
  review_opening: 'summary',
  file_opened_by_other: 'history',
  decide: 'decisions',
  approve_closure: 'closure',
  receive_child: 'age',
  confirm_path: 'age',
  confirm_consent: 'consent',
  unassigned: 'people',
  search_owed: 'summary',
  confirm_erasure: 'closure',
  retention_ended: 'closure',
  appointment: 'appointments',
  appointment_outcome: 'appointments',
}

/** Where a task is done. */
export function sectionOfTask(task: Pick<FileTask, 'kind' | 'about'>): string {
  if (task.kind !== 'deadline') return SECTION_OF_TASK[task.kind]
  return SECTION_OF_CLOCK[task.about as DeadlineKind] ?? 'summary'
}
