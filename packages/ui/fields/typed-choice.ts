import { type FocusEvent, type KeyboardEvent, useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { choiceOf } from './choice-of.ts'
import type { Option } from './field.ts'
import { useWrongInput } from './wrong-input.tsx'

/**
 * A list that is searched by typing: the kit empties it when it is left with words that were chosen from nothing. What is meant is chosen;
 * what is not in the list is said, and holds the form back. Gives what the input is told, and what is wrong.
 */
export function useTypedChoice(options: readonly Option[], onChoose: (value: string) => void) {
  const { t } = useMessages()
  const [text, setText] = useState('')
  const [left, setLeft] = useState(false)
  const open = text.trim() !== ''
  const insisted = useWrongInput(open)
  const settle = () => {
    const meant = choiceOf(text, options)
    if (!meant) return
    setText('')
    onChoose(meant.value)
  }
  return {
    input: {
      onInput: ({ target }: { readonly target: EventTarget }) => {
        if (target instanceof HTMLInputElement) setText(target.value)
      },
      onFocus: (_: FocusEvent) => {
        setLeft(false)
        // What was left unchosen is not there any more: it is typed again, or the field stays empty.
        if (left) setText('')
      },
      onBlur: (_: FocusEvent) => {
        setLeft(true)
        settle()
      },
      onKeyDown: ({ key }: KeyboardEvent) => {
        if (key === 'Enter') settle()
      },
    },
    /** Something was chosen: nothing is open. */
    chosen: () => setText(''),
    error: open && (left || insisted) ? t('ui.choice.not_listed', { text: text.trim() }) : undefined,
  }
}
