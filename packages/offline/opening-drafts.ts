import type { Drafts } from './drafts.ts'

/**
 * Stands in for a person's drafts until their key has arrived. Every call waits and is then passed on to the opened drafts: a form takes no
 * input before an earlier draft is known, and nothing is saved in a place that is about to be replaced.
 */
export function openingDrafts(): { readonly drafts: Drafts; readonly become: (opened: Drafts) => void } {
  let become: (opened: Drafts) => void = () => undefined
  const promise = new Promise<Drafts>((resolve) => (become = resolve))
  const drafts: Drafts = {
    // Nothing can be typed yet that would be lost.
    sealed: true,
    awaitsKey: true,
    save: async (key, value) => (await promise).save(key, value),
    load: async (key) => (await promise).load(key),
    list: async (prefix) => (await promise).list(prefix),
    remove: async (key) => (await promise).remove(key),
    keep: async (name, value) => (await promise).keep(name, value),
    kept: async (name) => (await promise).kept(name),
    keys: async () => (await promise).keys(),
    subscribe(listener) {
      let ended = false
      let end: (() => void) | undefined
      void promise.then((opened) => {
        if (!ended) end = opened.subscribe(listener)
      })
      return () => {
        ended = true
        end?.()
      }
    },
  }
  return { drafts, become }
}
