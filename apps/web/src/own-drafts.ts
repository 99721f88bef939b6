import type { Client } from '@gloact/http/client'
import { type Drafts, memoryDrafts, moveDrafts, openDrafts, openingDrafts } from '@gloact/offline'
import { useEffect, useMemo, useRef, useState } from 'react'
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

interface OpenedDrafts {
  /** Null: nobody's. */
  readonly userId: string | null
  readonly drafts: Drafts
}

/**
 * The drafts of the person who is signed in. Before anybody signs in, what is typed lasts as long as the page. Once somebody has, forms
 * wait until that person's earlier drafts on this device are known.
 */
export function useOwnDrafts(client: Client, userId: string | undefined): Drafts | null {
  const [shown, setShown] = useState<OpenedDrafts | null>(null)
  const opened = useRef<OpenedDrafts | undefined>(undefined)
  const opening = useMemo(() => (userId === undefined ? undefined : openingDrafts()), [userId])
  useEffect(() => {
    let current = true
    let timer: ReturnType<typeof setTimeout> | undefined
    const show = (those: OpenedDrafts) => {
      opened.current = those
      setShown(those)
    }
    const { current: before } = opened
    if (userId === undefined) {
      if (before === undefined) {
        void obeyLostDevice(client).then(() => current && show({ userId: null, drafts: memoryDrafts() }))
      } else if (before.userId !== null) {
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
      show({ userId, drafts: own })
    }
    // The same person again, after a lock or a session that ended: the page goes on with what it has.
    const same = before?.userId === userId ? before.drafts : null
    if (same?.awaitsKey !== false) void obeyLostDevice(client).then(() => (current ? open(same) : undefined))
    return () => {
      current = false
      clearTimeout(timer)
    }
  }, [client, userId])

  const own = userId === undefined || shown?.userId === userId ? shown?.drafts : undefined
  // After the page has switched to them, so that only what was to be saved is still waiting.
  useEffect(() => {
    if (own) opening?.become(own)
  }, [own, opening])
  return own ?? opening?.drafts ?? null
}
