import type { Client } from '@gloact/http/client'
import { checkDevices, seeDevice } from '@gloact/identity/contract/devices'
import { draftKeyName, forgetLostDrafts } from '@gloact/offline'

/** Says that drafts lie here, so that a browser where nobody worked asks nothing before its first page. */
const KEEPS = 'gloact.keeps-drafts'

/** Nobody waits for an answer longer than this. */
const PATIENCE = 3_000

/** Destroys the drafts that were reported lost, where the server says so. Gives the users whose drafts went. */
export async function obeyLostDevice(client: Client): Promise<readonly string[]> {
  if (localStorage.getItem(KEEPS) === null) return []
  const signal = () => ({ signal: AbortSignal.timeout(PATIENCE) })
  return forgetLostDrafts({
    ask: async (ids) => {
      const answer = await client.call(checkDevices, { body: { ids: [...ids], cleared: [] } }, signal())
      return answer.ok ? answer.value.forget : undefined
    },
    tell: (cleared) => client.call(checkDevices, { body: { ids: [], cleared: [...cleared] } }, signal()),
  })
}

/** Tells the server that this browser keeps drafts of who is signed in, so that they can say that it is lost. */
export async function reportDevice(client: Client, userId: string): Promise<void> {
  localStorage.setItem(KEEPS, 'yes')
  const id = await draftKeyName(userId)
  if (id !== undefined) await client.call(seeDevice, { body: { id } })
}
