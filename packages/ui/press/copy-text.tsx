import { useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Button } from './button.tsx'

/** Copies a text that is safe to have in the clipboard, and that can be read beside it: not every browser lets us copy. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useMessages()
  const [state, setState] = useState<'copied' | 'copy_failed'>()
  const copy = async () => {
    try {
      // Without TLS there is no clipboard, and its owner may refuse.
      await navigator.clipboard.writeText(text)
      setState('copied')
    } catch {
      setState('copy_failed')
    }
  }
  return (
    <Button kind="quiet" size="sm" icon={state === 'copied' ? 'check' : 'copy'} onPress={() => void copy()}>
      {state === undefined ? label : t(`ui.${state}`)}
    </Button>
  )
}
