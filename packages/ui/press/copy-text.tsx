import { useState } from 'react'
import { useMessages } from '../providers/messages.tsx'
import { Button } from './button.tsx'

/** Copies a text that is safe to have in the clipboard. */
export function CopyText({ text, label }: { text: string; label: string }) {
  const { t } = useMessages()
  const [copied, setCopied] = useState(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    setCopied(true)
  }
  return (
    <Button kind="quiet" size="sm" icon={copied ? 'check' : 'copy'} onPress={() => void copy()}>
      {copied ? t('ui.copied') : label}
    </Button>
  )
}
