import { Dexie, type EntityTable, type Table } from 'dexie'
import { forgetEarlier } from './kept-devices.ts'
import type { DraftDevice, EarlierDraft, KeptDevice } from './shelf.ts'

/** As drafts lay before the server kept their keys: a key that no script could read out, in clear in the profile's files. */
type EarlierDatabase = Dexie & {
  keys: EntityTable<{ readonly userId: string; readonly key: CryptoKey; readonly id?: string }, 'userId'>
  drafts: Table<
    {
      readonly userId: string
      readonly key: string
      readonly nonce: Uint8Array<ArrayBuffer>
      readonly bytes: Uint8Array<ArrayBuffer>
      readonly savedAt: number
    },
    [string, string]
  >
}

const NAME = 'drafts'

/** The database of an earlier version: read once for each person, and deleted as soon as it holds nobody's any more. */
export function earlierDrafts(): {
  readonly of: DraftDevice['earlierOf']
  readonly end: DraftDevice['endEarlier']
  /** Whose keys still lie there, by the ids under which they could be reported lost. */
  readonly kept: () => Promise<readonly KeptDevice[]>
} {
  return {
    kept: () =>
      opened([], async (database) =>
        (await database.keys.toArray()).flatMap(({ userId, id }) => (id === undefined ? [] : [{ userId, id }])),
      ),
    of: (userId) =>
      opened([], async (database) => {
        const key = (await database.keys.get(userId))?.key
        if (!key) return []
        const kept = await database.drafts.where('userId').equals(userId).toArray()
        const read = await Promise.all(
          kept.map(async (sealed): Promise<EarlierDraft | undefined> => {
            const additionalData = new TextEncoder().encode(JSON.stringify([userId, sealed.key]))
            try {
              const algorithm = { name: 'AES-GCM', iv: sealed.nonce, additionalData }
              const plain = await crypto.subtle.decrypt(algorithm, key, sealed.bytes)
              const value = JSON.parse(new TextDecoder().decode(plain)) as unknown
              return { key: sealed.key, value, savedAt: sealed.savedAt }
            } catch {
              return undefined
            }
          }),
        )
        return read.filter((one) => one !== undefined)
      }),
    end: (userId) =>
      opened(undefined, async (database) => {
        await database.transaction('rw', database.keys, database.drafts, async () => {
          await database.drafts.where('userId').equals(userId).delete()
          await database.keys.delete(userId)
        })
        if ((await database.keys.count()) > 0) return
        await database.delete()
        forgetEarlier()
      }),
  }
}

/** Without it, or where the browser does not let it be read, there is nothing of an earlier version. */
async function opened<Value>(otherwise: Value, run: (database: EarlierDatabase) => Promise<Value>): Promise<Value> {
  if (!(await Dexie.exists(NAME))) return otherwise
  const database = new Dexie(NAME) as EarlierDatabase
  database.version(1).stores({ keys: 'userId', drafts: '[userId+key], userId' })
  try {
    return await run(database)
  } finally {
    database.close()
  }
}
