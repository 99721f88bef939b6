import type { Audience } from '@gloact/forms'
import type { Caseload } from '../../contract/lists/caseload.ts'
import { distributeEvenly, type Distribution } from '../../domain/lists/caseload.ts'

/** What a supervisor has chosen so far. */
export interface HandoverChoice {
  readonly how: Distribution
  /** For `one`. */
  readonly one: string | null
  /** For `evenly`. */
  readonly several: readonly string[]
  /** For `singly`: file → who receives it. */
  readonly singly: Readonly<Record<string, string>>
  /** Audience → who is named in place of who leaves; `nobody` leaves those who are named beside them. */
  readonly named: Readonly<Partial<Record<Audience, string>>>
  /** File → what the next should know. */
  readonly notes: Readonly<Record<string, string>>
}

export const NOBODY = 'nobody'

export interface HandoverItem {
  readonly fileId: string
  readonly to: string | null
  readonly audiences: Partial<Record<Audience, string | null>>
  readonly note: string | null
}

/** Who receives which file, as chosen. */
export function receiversOf(caseload: Pick<Caseload, 'files'>, choice: HandoverChoice): ReadonlyMap<string, string> {
  if (choice.how === 'one') {
    const { one } = choice
    return new Map(one === null ? [] : caseload.files.map(({ id }) => [id, one] as const))
  }
  if (choice.how === 'evenly') {
    return distributeEvenly(
      caseload.files.map(({ id, nextDeadline }) => ({ id, dueAt: nextDeadline?.dueAt ?? null })),
      choice.several,
    )
  }
  return new Map(Object.entries(choice.singly))
}

export interface HandoverGap {
  /** Files that nobody would have. */
  readonly files: number
  /** Audiences for which nobody was chosen, or which would be left with nobody. */
  readonly audiences: readonly Audience[]
}

/** What is still missing before everything that the person who leaves has in hand has passed to a colleague. */
export function gapsOf(caseload: Pick<Caseload, 'files' | 'named'>, choice: HandoverChoice): HandoverGap {
  const receivers = receiversOf(caseload, choice)
  const open = caseload.named.filter(({ audience, others }) => {
    const chosen = choice.named[audience]
    return chosen === undefined || (chosen === NOBODY && others.length === 0)
  })
  return {
    files: caseload.files.filter(({ id }) => !receivers.has(id)).length,
    audiences: [...new Set(open.map(({ audience }) => audience))],
  }
}

/** What is sent: every file once, those that only name who leaves among them. */
export function handoverItems(
  caseload: Pick<Caseload, 'files' | 'named'>,
  choice: HandoverChoice,
): readonly HandoverItem[] {
  const receivers = receiversOf(caseload, choice)
  const ids = new Set([...receivers.keys(), ...caseload.named.map(({ fileId }) => fileId)])
  return [...ids].map((fileId) => ({
    fileId,
    to: receivers.get(fileId) ?? null,
    audiences: Object.fromEntries(
      caseload.named.flatMap(({ fileId: of, audience }) => {
        const chosen = choice.named[audience]
        return of === fileId && chosen !== undefined ? [[audience, chosen === NOBODY ? null : chosen]] : []
      }),
    ),
    note: choice.notes[fileId]?.trim() || null,
  }))
}
