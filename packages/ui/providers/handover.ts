import { useEffect, useState } from 'react'

interface Box<Thing> {
  readonly thing: Thing
}

/** What one page hands to the next, through memory: it stands in no address, and no reload finds it. One for each destination. */
export interface Handover<Thing> {
  readonly give: (thing: Thing) => void
  /** Drops what nobody has taken: for a module's `forget`. */
  readonly forget: () => void
  /** What lies there. Reading does not take it: React may render a page several times before it shows it. */
  readonly waiting: () => Box<Thing> | undefined
  /** What lay there, once. */
  readonly take: () => Box<Thing> | undefined
  /** Told when something is given. Gives what ends it. */
  readonly onGiven: (listener: () => void) => () => void
}

export function handover<Thing>(): Handover<Thing> {
  let box: Box<Thing> | undefined
  const listeners = new Set<() => void>()
  const forget = () => void (box = undefined)
  return {
    give: (thing) => {
      box = { thing }
      for (const listener of listeners) listener()
    },
    forget,
    waiting: () => box,
    take: () => {
      const taken = box
      forget()
      return taken
    },
    onGiven: (listener) => {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
  }
}

export interface HandedOver<Thing> {
  /** Undefined where nothing was handed over. */
  readonly thing: Thing | undefined
  /** Changes each time something is handed over while the page is open: a React key for what has to start again. */
  readonly time: number
}

/** What was handed to this page before it opened or while it is open. Taken only once the page is on the screen. */
export function useHandedOver<Thing>(from: Handover<Thing>): HandedOver<Thing> {
  const [handed, setHanded] = useState(() => ({ box: from.waiting(), time: 0 }))
  useEffect(() => {
    const take = () => {
      const box = from.take()
      if (box === undefined) return
      setHanded((before) => (before.box === box ? before : { box, time: before.time + 1 }))
    }
    take()
    return from.onGiven(take)
  }, [from])
  return { thing: handed.box?.thing, time: handed.time }
}
