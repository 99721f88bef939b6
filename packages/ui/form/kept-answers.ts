import type { FormAnswers } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { type FieldFailure, type Json, newId } from '@gloact/kernel'
import { type Typed, useTyped } from './use-typed.ts'

type Beside = Readonly<Record<string, Json>>

// A type and not an interface: a draft is JSON.
export type AnswersTyped = {
  readonly answers: FormAnswers
  /** What cannot be recorded as it is (half a date): shown again with what is wrong. */
  readonly pending: FormAnswers
  /** Ids of what is sent: made once for what stands in the form, so that sent again after a lost answer or a reload it is recorded once. */
  readonly ids: readonly string[]
  /** What is chosen next to the form, and sent with it. */
  readonly beside: Beside
}

/** What is answered in a form that is data, kept as `useTyped` keeps it. */
export interface KeptAnswers<Around extends Beside> {
  readonly answers: FormAnswers
  readonly beside: Around
  /** Two ids at hand: of what is opened, and of its first step. */
  readonly ids: readonly [string, string]
  readonly change: (made: (before: FormAnswers) => FormAnswers) => void
  readonly set: (changed: Partial<Around>) => void
  /** For a `FormRenderer`: what it is given, and told. */
  readonly renderer: {
    readonly answers: FormAnswers
    readonly pending: FormAnswers
    readonly onChange: (edit: FormAnswers) => void
    readonly onPending: (pending: FormAnswers) => void
  }
  readonly typed: Typed<AnswersTyped>
}

const newIds = () => [newId(), newId()]

/** `initial`: what the form begins with, read once. */
export function useKeptAnswers<Around extends Beside = Beside>(
  name: string,
  initial: { readonly answers?: FormAnswers; readonly beside?: Around } = {},
): KeptAnswers<Around> {
  const typed = useTyped<AnswersTyped>(name, () => ({
    answers: initial.answers ?? {},
    pending: {},
    ids: newIds(),
    beside: initial.beside ?? {},
  }))
  const { answers, pending, ids, beside } = typed.value
  // Other words are another thing sent: what was sent under the ids before may have arrived.
  const change: KeptAnswers<Around>['change'] = (made) =>
    typed.change((before) => ({ ...before, answers: made(before.answers), ids: newIds() }))
  return {
    answers,
    beside: { ...initial.beside, ...beside } as Around,
    ids: [ids[0] ?? '', ids[1] ?? ''],
    change,
    set: (changed) =>
      typed.change((before) => ({ ...before, beside: { ...before.beside, ...(changed as Beside) }, ids: newIds() })),
    renderer: {
      answers,
      pending,
      onChange: (edit) => change((before) => ({ ...before, ...edit })),
      onPending: (next) => typed.change((before) => ({ ...before, pending: next })),
    },
    typed,
  }
}

/** The failures that the server found in what was sent as `answers`, each at its field. */
export const failuresIn = (problem: Problem | null): readonly FieldFailure[] =>
  (problem?.fields ?? []).map((field) => ({ ...field, pointer: field.pointer.replace(/^\/answers/, '') }))
