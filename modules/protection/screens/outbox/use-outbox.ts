import type { Drafts, Outbox } from '@gloact/offline'
import { useClient, useDrafts } from '@gloact/ui'
import { useEffect, useMemo } from 'react'
import { openFileOutbox } from './outbox.ts'

const opened = new WeakMap<Drafts, Outbox>()

/** The outbox of who is signed in; while a page uses it, it sends again by itself. */
export function useOutbox(): Outbox {
  const drafts = useDrafts()
  const client = useClient()
  const outbox = useMemo(() => {
    const there = opened.get(drafts) ?? openFileOutbox(drafts, client.call)
    opened.set(drafts, there)
    return there
  }, [drafts, client])
  useEffect(() => outbox.start(), [outbox])
  return outbox
}
