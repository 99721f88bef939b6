import type { FormAnswers } from '@gloact/forms'
import type { Problem } from '@gloact/http/client'
import { asInstant, type Instant } from '@gloact/kernel'
import { useClient } from '@gloact/ui'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { FormSectionView } from '../../contract/reading/files.ts'
import { openIdentity } from '../../contract/routes.ts'
import type { OpeningPurpose } from '../../domain/file/words.ts'
import { afterEdit, isHidden } from './form-views.ts'

/** How long who the person is stays on the screen. Opening it again is recorded again. */
export const OPEN_FOR_MINUTES = 10

export interface OpenedIdentity {
  readonly isOpen: boolean
  /** What it was opened for. */
  readonly purpose: OpeningPurpose | undefined
  /** When it closes by itself. */
  readonly closesAt: Instant | undefined
  /** Opens it; the opening is recorded with its purpose. Gives the problem where it could not be opened. */
  readonly open: (purpose: OpeningPurpose) => Promise<Problem | undefined>
  readonly close: () => void
  readonly viewOf: (form: string) => FormSectionView | undefined
  /** Shows an edit that was recorded, without opening again. */
  readonly apply: (form: string, edits: FormAnswers, actionId: string) => void
}

interface Opened {
  readonly forms: readonly FormSectionView[]
  readonly closesAt: Instant
  readonly purpose: OpeningPurpose
}

/** Who the person is, while it is open. Held in memory alone; gone after ten minutes, on closing and on leaving the file. */
export function useOpenedIdentity(fileId: string): OpenedIdentity {
  const client = useClient()
  const [opened, setOpened] = useState<Opened>()

  useEffect(() => {
    if (!opened) return undefined
    const timer = setTimeout(() => setOpened(undefined), Date.parse(opened.closesAt) - Date.now())
    return () => clearTimeout(timer)
  }, [opened])

  const open = useCallback<OpenedIdentity['open']>(
    async (purpose) => {
      const result = await client.call(openIdentity, { params: { fileId }, body: { purpose } })
      if (!result.ok) return result.error
      setOpened({ purpose, forms: result.value.forms, closesAt: asInstant(Date.now() + OPEN_FOR_MINUTES * 60_000) })
      return undefined
    },
    [client, fileId],
  )

  const apply = useCallback<OpenedIdentity['apply']>((form, edits, actionId) => {
    setOpened(
      (now) =>
        now && {
          ...now,
          forms: now.forms.map((view) => (view.form === form ? afterEdit(view, edits, actionId) : view)),
        },
    )
  }, [])

  return useMemo(
    () => ({
      isOpen: opened !== undefined,
      purpose: opened?.purpose,
      closesAt: opened?.closesAt,
      open,
      close: () => setOpened(undefined),
      viewOf: (form) => opened?.forms.find((view) => view.form === form),
      apply,
    }),
    [opened, open, apply],
  )
}

/** The part of an edit that a reader sees without a purpose: only this may be kept beside the rest of the file. */
export const openPart = (view: FormSectionView, edits: FormAnswers): FormAnswers =>
  Object.fromEntries(Object.entries(edits).filter(([path]) => !isHidden(view.hidden, path)))
