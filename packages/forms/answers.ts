import type { Answer } from '@gloact/kernel'
import { parsePath, rowPath } from './paths.ts'

/**
 * Answers by path. A path is `field`, or `group/<rowId>/field` in a repeating group; `group/<rowId>` itself holds
 * `{ value: true }` while the row is there and `{ value: false }` once it was removed. Every path merges by itself.
 */
export type FormAnswers = Readonly<Record<string, Answer>>

/** A row of a repeating group. Ids are UUIDs that the client makes; version 7 keeps rows in the order they were added. */
export interface Row {
  readonly id: string
  readonly answers: FormAnswers
}

/** A row as `nest` keeps it: with its marker, so that nothing is lost on the way back. */
export interface NestedRow extends Row {
  readonly marker?: Answer
}

export interface NestedAnswers {
  readonly fields: FormAnswers
  readonly groups: Readonly<Record<string, readonly NestedRow[]>>
}

const NOT_ASKED: Answer = { absent: 'not_asked' }

/** The answer at a path; a question that nobody has touched is not asked. */
export const answerAt = (answers: FormAnswers, path: string): Answer =>
  Object.hasOwn(answers, path) ? answers[path]! : NOT_ASKED

const isMarked = (answer: Answer | undefined): boolean =>
  answer !== undefined && 'value' in answer && answer.value === true

/** Answers as a tree: fields by id, groups as rows in the order of their ids. Paths that are none are left out. */
export function nest(answers: FormAnswers): NestedAnswers {
  const fields: Record<string, Answer> = {}
  const groups: Record<string, Record<string, { marker?: Answer; answers: Record<string, Answer> }>> = {}
  for (const [path, answer] of Object.entries(answers)) {
    const parts = parsePath(path)
    if (!parts) continue
    if (parts.rowId === undefined) {
      fields[parts.id] = answer
      continue
    }
    const row = ((groups[parts.id] ??= {})[parts.rowId] ??= { answers: {} })
    if (parts.inner === undefined) row.marker = answer
    else row.answers[parts.inner] = answer
  }
  return {
    fields,
    groups: Object.fromEntries(
      Object.entries(groups).map(([group, rows]) => [
        group,
        Object.entries(rows)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([id, row]) => ({ id, ...row })),
      ]),
    ),
  }
}

/** The way back from `nest`. */
export function flatten(nested: NestedAnswers): FormAnswers {
  const answers: Record<string, Answer> = { ...nested.fields }
  for (const [group, rows] of Object.entries(nested.groups)) {
    for (const row of rows) {
      if (row.marker !== undefined) answers[rowPath(group, row.id)] = row.marker
      for (const [field, answer] of Object.entries(row.answers)) answers[rowPath(group, row.id, field)] = answer
    }
  }
  return answers
}

/**
 * Without what stands in rows that are not there: removed, or never added. For what is sent once; where answers are kept with their form,
 * those of a removed row are kept as well, and come back with it.
 */
export function inStandingRows(answers: FormAnswers): FormAnswers {
  const stands = (path: string): boolean => {
    const parts = parsePath(path)
    return parts?.rowId === undefined || isMarked(answers[rowPath(parts.id, parts.rowId)])
  }
  return Object.fromEntries(Object.entries(answers).filter(([path]) => stands(path)))
}

/** The rows of a group that are there, in the order of their ids; removed ones are left out. */
export const readRows = (answers: FormAnswers, groupId: string): readonly Row[] => rowsIn(nest(answers), groupId)

/** The same of answers that are nested already. */
export const rowsIn = ({ groups }: Pick<NestedAnswers, 'groups'>, groupId: string): readonly Row[] =>
  (groups[groupId] ?? []).filter((row) => isMarked(row.marker)).map(({ id, answers: own }) => ({ id, answers: own }))
