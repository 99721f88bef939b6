import { join } from 'node:path'
import { fileAttachmentStore } from '@gloact/attachments'
import { systemClock } from '@gloact/kernel'
import { openDatabase, repositoryRoot } from '@gloact/postgres'
import { createVault, type KekProvider } from '@gloact/vault'
import fastify from 'fastify'
import { composePlatform } from './compose.ts'
import { readCountry } from './country.ts'
import { describeApi } from './http-server.ts'

// Prints the API's description: every route that the composed platform mounts. Nothing is asked of a database.
const none: KekProvider = {
  id: 'memory',
  isWritable: false,
  current: () => {
    throw new Error('a description opens no key')
  },
  get: () => undefined,
  versions: () => [],
  renew: () => ({ ok: false, error: { code: 'vault.kek_missing' } }),
  destroy: () => ({ ok: false, error: { code: 'vault.kek_missing' } }),
  besideData: () => false,
}

const app = fastify()
await describeApi(app)
const db = openDatabase('postgresql://127.0.0.1:1/none')
composePlatform({
  db,
  vault: createVault({ kek: none }),
  clock: systemClock,
  country: await readCountry(join(repositoryRoot(), 'countries', 'demoland')),
  jobs: { publishEvent: async () => undefined },
  names: { search: () => [], size: 0, ready: true },
  sessionSecrets: { secret: 'a description needs no secret, and this is none of any instance', former: [] },
  publicUrl: 'http://localhost:4600',
  kind: 'demonstration',
  audit: { signer: { keyId: 'none', sign: () => new Uint8Array() }, publicKeys: () => ({}), headsFile: '/nowhere' },
  attachments: { store: fileAttachmentStore('/nowhere'), maxBytes: 25_000_000 },
  erasures: { list: { personIds: () => new Set(), add: () => undefined }, backupDays: 90 },
}).mount(app)
await app.ready()
process.stdout.write(`${JSON.stringify(app.swagger(), null, 2)}\n`)
await app.close()
await db.destroy()
