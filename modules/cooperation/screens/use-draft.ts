import type { FormAnswers } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import type { FieldFailure, Result } from '@gloact/kernel'
import { failuresIn, useKeptAnswers, useMessages } from '@gloact/ui'
import { useState } from 'react'

/**
 * What is written in a form and saved as far as it is written; sent again after a lost answer it is recorded once. What is not saved yet
 * stays on the device.
 */
export function useDraft(
  initial: FormAnswers,
  send: (stepId: string, answers: FormAnswers) => Promise<Result<unknown, Problem>>,
  onSaved: () => Promise<void>,
) {
  const { t, has } = useMessages()
  const kept = useKeptAnswers('draft', { answers: initial })
  // What was saved last: until the page shows it, it is what stands here.
  const [saved, setSaved] = useState<FormAnswers | null>(null)
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [refused, setRefused] = useState<string | null>(null)
  const [busy, setBusy] = useState(false)
  const { isTyped: changed, ready } = kept.typed
  const answers = changed ? kept.answers : (saved ?? kept.answers)
  const refuse = (error: Problem | null): void =>
    setRefused(error === null ? null : t(has(error.code) ? error.code : 'ui.error.unknown'))

  const save = async (): Promise<boolean> => {
    if (!changed) return true
    const done = await send(kept.ids[1], answers)
    refuse(done.ok ? null : done.error)
    setFailures(done.ok ? [] : failuresIn(done.error))
    if (!done.ok) return false
    setSaved(answers)
    await kept.typed.forget()
    await onSaved()
    return true
  }
  return {
    ready,
    answers,
    pending: kept.renderer.pending,
    onPending: kept.renderer.onPending,
    failures,
    refused,
    refuse,
    busy,
    changed,
    edit: (edit: FormAnswers): void => kept.change((before) => ({ ...(changed ? before : answers), ...edit })),
    /** Saves, and goes on once that worked. */
    run: async (then: () => Promise<void> | void = () => undefined): Promise<void> => {
      // What cannot be read as it stands would be sent as nothing.
      if (Object.keys(kept.renderer.pending).length > 0) return setRefused(t('ui.form.unreadable'))
      setBusy(true)
      if (await save()) await then()
      setBusy(false)
    },
  }
}
