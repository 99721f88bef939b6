import type { FormAnswers } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { newId, type FieldFailure, type Result } from '@gloact/kernel'
import { useMessages } from '@gloact/ui'
import { useState } from 'react'

/** What is written in a form and kept as far as it is written; sent again after a lost answer it is recorded once. */
export function useDraft(
  initial: FormAnswers,
  send: (stepId: string, answers: FormAnswers) => Promise<Result<unknown, Problem>>,
  onSaved: () => Promise<void>,
) {
  const { t, has } = useMessages()
  const [answers, setAnswers] = useState<FormAnswers>(initial)
  const [stepId, setStepId] = useState(() => newId<string>())
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const [changed, setChanged] = useState(false)
  const refuse = (error: Problem | null): void =>
    setRefused(error === null ? null : t(has(error.code) ? error.code : 'ui.error.unknown'))

  const save = async (): Promise<boolean> => {
    if (!changed) return true
    const saved = await send(stepId, answers)
    refuse(saved.ok ? null : saved.error)
    setFailures(
      saved.ok
        ? []
        : (saved.error.fields ?? []).map((field) => ({ ...field, pointer: field.pointer.replace(/^\/answers/, '') })),
    )
    if (!saved.ok) return false
    setChanged(false)
    setStepId(newId())
    await onSaved()
    return true
  }
  return {
    answers,
    failures,
    refused,
    refuse,
    busy,
    changed,
    edit: (edit: FormAnswers): void => {
      setAnswers((before) => ({ ...before, ...edit }))
      setChanged(true)
      // Other words are another step: what was sent under the id before may have arrived.
      setStepId(newId())
    },
    /** Saves, and goes on once that worked. */
    run: async (then: () => Promise<void> | void = () => undefined): Promise<void> => {
      setBusy(true)
      if (await save()) await then()
      setBusy(false)
    },
  }
}
