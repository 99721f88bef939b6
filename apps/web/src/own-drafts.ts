import type { Client } from '@gloact/http/client'
import { type Drafts, memoryDrafts, moveDrafts, openDrafts } from '@gloact/offline'
import { useEffect, useRef, useState } from 'react'
import { askDeviceKey, obeyLostDevice } from './lost-device.ts'
import { modules } from './modules.ts'

/** How long until the key is asked for again where it could not be had. */
const AGAIN_AFTER = 5_000

const renamed = (earlier: string): string | undefined => {
  for (const { unsent } of modules) {
    const key = unsent?.renamed?.(earlier)
    if (key !== undefined) return key
  }
  return undefined
}

/** The drafts of who is signed in. Before anybody is, what is typed lives as long as the page. */
export function useOwnDrafts(client: Client, userId: string | undefined): Drafts | null {
  const [drafts, setDrafts] = useState<Drafts | null>(null)
  const opened = useRef<{ readonly userId: string; readonly drafts: Drafts } | 'nobody' | undefined>(undefined)
  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const { current: before } = opened
    if (userId === undefined) {
      if (before === undefined) {
        void obeyLostDevice(client).then(() => {
          if (!current) return
          opened.current ??= 'nobody'
          setDrafts(memoryDrafts())
        })
      } else if (before !== 'nobody') {
        // A session that ended or is locked leaves the drafts open until somebody else signs in: what is being typed is
        // still saved. It may have ended because this device was reported lost: then nothing that was typed stays.
        void obeyLostDevice(client).then((gone) => (gone.length > 0 ? location.replace('/') : undefined))
      }
      return () => {
        current = false
      }
    }
    const open = async (held: Drafts | null) => {
      const own = await openDrafts(userId, { askKey: (id) => askDeviceKey(client, id), renamed })
      if (!current) return
      if (own.awaitsKey) {
        timer = setTimeout(() => void open(held ?? own), AGAIN_AFTER)
        if (held !== null) return
      } else if (held !== null) await moveDrafts(held, own)
      opened.current = { userId, drafts: own }
      setDrafts(own)
    }
    // The same person again, after a lock or a session that ended: the page goes on with what it has.
    const same = before !== undefined && before !== 'nobody' && before.userId === userId ? before.drafts : null
    if (same?.awaitsKey !== false) void obeyLostDevice(client).then(() => (current ? open(same) : undefined))
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [client, userId])
  return drafts
}
