import type { Json } from '@gloact/kernel'
import { draftKey, ofForm } from '@gloact/offline'
import { useState } from 'react'
import { useDraft } from '../providers/drafts.tsx'
import { useMessages } from '../providers/messages.tsx'
import { useNavigation } from '../providers/navigation.tsx'
import type { SaveState } from '../say/saved-state.tsx'
import { useConfirm } from '../say/confirm.tsx'

// A type and not an interface: a draft is JSON.
export type TypedDraft = {
  /** Null: nothing was typed. */
  readonly typed: Json
  /** What the page was called where it was typed, for the list of what is not sent. */
  readonly title: string
}

/** What is typed in one form, kept sealed on the device until it is sent or given up. */
export interface Typed<Value extends Json> {
  readonly value: Value
  readonly change: (next: Value | ((current: Value) => Value)) => void
  /** Whether anything was typed that is not sent. */
  readonly isTyped: boolean
  /** False until it is known what was left unsent here; do not show the form before. */
  readonly ready: boolean
  readonly state: SaveState
  /** Whether it outlasts this page. */
  readonly sealed: boolean
  /** It is sent, or given up: nothing of it stays on the device. */
  readonly forget: () => Promise<void>
  /** Gives it up; asks before, where something was typed. False: it stays. */
  readonly giveUp: () => Promise<boolean>
}

/**
 * In the place of `useState` for what is typed in a form: it survives a refusal, a reload, a click elsewhere and the end of the session.
 * `name` tells the forms of one page apart and holds ids only; the page's address is part of the key. The value is JSON.
 */
export function useTyped<Value extends Json>(name: string, initial: Value | (() => Value)): Typed<Value> {
  const { path } = useNavigation()
  const { t } = useMessages()
  const confirm = useConfirm()
  const [begun] = useState(initial)
  const draft = useDraft<TypedDraft>(draftKey(ofForm(path, name)), NOTHING)
  const valueIn = ({ typed }: TypedDraft): Value => (typed === null ? begun : (typed as Value))
  const isTyped = draft.value.typed !== null
  return {
    value: valueIn(draft.value),
    change: (next) =>
      draft.change((current) => ({
        typed: typeof next === 'function' ? next(valueIn(current)) : next,
        title: current.title === '' ? pageTitle() : current.title,
      })),
    isTyped,
    ready: draft.ready,
    state: draft.state,
    sealed: draft.sealed,
    forget: draft.discard,
    async giveUp() {
      if (isTyped) {
        const sure = await confirm({
          title: t('ui.typed.give_up.title'),
          body: t('ui.typed.give_up.body'),
          confirm: t('ui.typed.give_up.confirm'),
          danger: true,
        })
        if (!sure) return false
      }
      await draft.discard()
      return true
    },
  }
}

const NOTHING: TypedDraft = { typed: null, title: '' }

const pageTitle = (): string => document.querySelector('h1')?.textContent.trim() ?? ''
