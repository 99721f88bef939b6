import { useEffect, useState } from 'react'

const TWO_MINUTES = 2 * 60_000
const TOUCHES = ['pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Where it is said that somebody is there who touches nothing: a child who speaks. */
const USES = new EventTarget()
export const stillHere = (): void => void USES.dispatchEvent(new Event('use'))

/**
 * Whether a screen that was handed to a child was left alone for two minutes: on a device that others use, nobody comes back to it. `onLeft`
 * runs once, when it happens.
 */
export function useLeftAlone(onLeft: () => void): { readonly left: boolean; readonly comeBack: () => void } {
  const [left, setLeft] = useState(false)
  useEffect(() => {
    if (left) return undefined
    const close = () => {
      setLeft(true)
      onLeft()
    }
    let timer = setTimeout(close, TWO_MINUTES)
    const touched = () => {
      clearTimeout(timer)
      timer = setTimeout(close, TWO_MINUTES)
    }
    for (const touch of TOUCHES) window.addEventListener(touch, touched, { capture: true, passive: true })
    USES.addEventListener('use', touched)
    return () => {
      clearTimeout(timer)
      USES.removeEventListener('use', touched)
      for (const touch of TOUCHES) window.removeEventListener(touch, touched, { capture: true })
    }
  }, [left, onLeft])
  return { left, comeBack: () => setLeft(false) }
}
