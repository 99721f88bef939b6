import { useEffect } from 'react'
import { KEYBOARD_PATH } from './keyboard-path.ts'

const TYPING = 'input, textarea, select, [contenteditable=true]'

/** `?` leads to the page of the keys, unless somebody is typing one. */
export function useKeyboardHelp(go: (path: string) => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.key !== '?' && event.key !== '؟') || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target instanceof Element && event.target.closest(TYPING)) return
      event.preventDefault()
      go(KEYBOARD_PATH)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [go])
}
