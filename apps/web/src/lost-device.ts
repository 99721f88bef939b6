import type { Client } from '@gloact/http/client'
import { checkDevices, seeDevice } from '@gloact/identity/contract/devices'
import { forgetLostDrafts, type KeyAnswer } from '@gloact/offline'

/** Nobody waits for an answer longer than this. */
const PATIENCE = 3_000
const LONGER_PATIENCE = 15_000

/**
 * Destroys the drafts that were reported lost, where the server says so. Gives the users whose drafts went. If the server takes long, the
 * page does not wait, and reloads if drafts are destroyed after all.
 */
export async function obeyLostDevice(client: Client): Promise<readonly string[]> {
  const signal = () => ({ signal: AbortSignal.timeout(LONGER_PATIENCE) })
  const obeyed = forgetLostDrafts({
    ask: async (ids) => {
      const answer = await client.call(checkDevices, { body: { ids: [...ids], cleared: [] } }, signal())
      return answer.ok ? answer.value.forget : undefined
    },
    tell: (cleared) => client.call(checkDevices, { body: { ids: [], cleared: [...cleared] } }, signal()),
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<'late'>((resolve) => (timer = setTimeout(() => resolve('late'), PATIENCE)))
  const gone = await Promise.race([obeyed, late])
  clearTimeout(timer)
  if (gone !== 'late') return gone
  void obeyed.then((users) => (users.length > 0 ? location.replace('/') : undefined))
  return []
}

/** Asks the server for the key of who is signed in on this device. It is for the memory of this page alone. */
export async function askDeviceKey(client: Client, id: string): Promise<KeyAnswer> {
  const answer = await client.call(seeDevice, { body: { id } }, { signal: AbortSignal.timeout(LONGER_PATIENCE) })
  if (answer.ok) {
    return { kind: 'key', bytes: Uint8Array.from(atob(answer.value.key), (each) => each.charCodeAt(0)) }
  }
  return { kind: answer.error.code === 'identity.device_forgotten' ? 'forgotten' : 'none' }
}
