import { useSyncExternalStore } from 'react'

const NARROW = '(max-width: 48em)'

export const isNarrowScreen = (): boolean => window.matchMedia(NARROW).matches

function subscribe(listener: () => void): () => void {
  const asked = window.matchMedia(NARROW)
  asked.addEventListener('change', listener)
  return () => asked.removeEventListener('change', listener)
}

/** Whether the screen is a phone's: what stands side by side elsewhere stands one below the other there. */
export const useNarrowScreen = (): boolean => useSyncExternalStore(subscribe, isNarrowScreen)
