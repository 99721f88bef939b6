import { type RefObject, useEffect } from 'react'

let box: HTMLInputElement | undefined
let isAwaited = false

function leadTo(input: HTMLInputElement): void {
  input.focus()
  input.select()
}

/**
 * Ctrl-K (⌘K) leads to the box on top. The frame listens, not the box: the box is fetched after the first screen, and a key
 * that was pressed before it arrived would open the browser's own search instead.
 */
export function useBoxKey(hasBox: boolean): void {
  useEffect(() => {
    if (!hasBox) return undefined
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      if (box) leadTo(box)
      else isAwaited = true
    }
    window.addEventListener('keydown', onKey)
    return () => {
      isAwaited = false
      window.removeEventListener('keydown', onKey)
    }
  }, [hasBox])
}

/** This is the box. It takes the focus at once if the key was pressed before, unless a field has it by now. */
export function useAsBox(input: RefObject<HTMLInputElement | null>): void {
  useEffect(() => {
    const here = input.current
    if (here === null) return undefined
    box = here
    if (isAwaited && !document.activeElement?.matches('input, textarea, select')) leadTo(here)
    isAwaited = false
    return () => {
      box = undefined
    }
  }, [input])
}

/** Whether the box has the focus. */
export const isInBox = (): boolean => box !== undefined && box === document.activeElement
