import { type ComponentType, createElement, useEffect, useState } from 'react'

/** A part of the frame that the first screen does without. */
export interface Later<Part> {
  /** Fetches it, once. Where that failed the next call asks again; many browsers answer as before until the page is loaded again. */
  readonly fetch: () => Promise<Part>
  /** Fetches it before it is wanted. That this failed is told to nobody: `useLater` asks again when it is, and throws. */
  readonly ahead: () => void
  /** The part, once it is here. */
  readonly here: () => Part | undefined
}

/**
 * What is shown only after somebody asks for it. It is fetched when the page has come to rest, so that it is there
 * without a signal too; sooner where it is asked for sooner.
 */
export function later<Part>(load: () => Promise<Part>): Later<Part> {
  let part: Part | undefined
  let coming: Promise<Part> | undefined
  const fetch = () =>
    (coming ??= load().then(
      (loaded) => (part = loaded),
      (error: unknown) => {
        coming = undefined
        throw error
      },
    ))
  // Fetched too early to be missed: `useLater` asks again when it is wanted, and reports the failure.
  const ahead = () => void fetch().catch(() => {})
  whenAtRest(ahead)
  return { fetch, ahead, here: () => part }
}

/** The part, or null until it is here; `wanted` does not wait for the page to come to rest. */
export function useLater<Part>(part: Later<Part>, wanted: boolean): Part | null {
  const [, setArrived] = useState({})
  const missing = part.here() === undefined
  useEffect(() => {
    if (!wanted || !missing) return undefined
    let current = true
    part.fetch().then(
      () => current && setArrived({}),
      (error: unknown) =>
        current &&
        setArrived(() => {
          // It is said where every screen that cannot be fetched says it.
          throw error
        }),
    )
    return () => {
      current = false
    }
  }, [part, wanted, missing])
  return part.here() ?? null
}

/** A component that is shown from the moment it is here. To show it is to want it: it does not wait for the page to come to rest. */
export function laterComponent<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const part = later(load)
  return function Later(props: Props) {
    const shown = useLater(part, true)
    return shown && createElement(shown, props)
  }
}

/** Whether it was ever so: what was once opened stays, and may close as it opened. */
export function useEver(now: boolean): boolean {
  const [ever, setEver] = useState(now)
  if (now && !ever) setEver(true)
  return ever || now
}

const waiting: (() => void)[] = []
let atRest = false

/** Once the first screen is shown and the browser has nothing better to do. */
export function whenAtRest(run: () => void): void {
  if (atRest) run()
  else waiting.push(run)
}

/** Told by the frame when its first screen is shown: from now on what is wanted later may come. */
export function useAtRest(): void {
  useEffect(() => {
    const rest = () => {
      atRest = true
      for (const run of waiting.splice(0)) run()
    }
    if ('requestIdleCallback' in window) window.requestIdleCallback(rest, { timeout: 3000 })
    else setTimeout(rest, 500)
  }, [])
}
