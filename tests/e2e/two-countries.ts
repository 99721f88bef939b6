import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@gloact/postgres'
import { findLeaks } from '@gloact/vault/testing'
import { sql } from 'kysely'
import type { Browser, Locator, Page } from 'playwright-core'
import { dumpOf } from '../support/dump.ts'
import { loadedDataDir } from '../support/loaded-folder.ts'
import {
  freePort,
  ownerUrl,
  startServerProcess,
  temporaryDataDir,
  type ServerProcess,
} from '../support/server-process.ts'
import { until } from '../support/until.ts'
import { launchBrowser, settle } from './browser.ts'
import { buildApp } from './build.ts'
import { accountOf } from './product.ts'
import { words } from './steps.ts'

/** One country: its own server, database, keys and people. */
export interface Side {
  readonly server: ServerProcess
  readonly dataDir: string
  readonly browser: Browser
  readonly account: ReturnType<typeof accountOf>
}

export interface TwoCountries {
  readonly demoland: Side
  readonly norland: Side
  readonly stop: () => Promise<void>
}

/** Demoland and Norland as peers of one another, with TLS between them. */
export async function startTwoCountries(): Promise<TwoCountries> {
  const ends: (() => unknown)[] = []
  const stop = async (): Promise<void> => {
    for (let end = ends.pop(); end; end = ends.pop()) await end()
  }
  try {
    const peers = mkdtempSync(join(tmpdir(), 'gloact-peers-'))
    ends.push(() => rmSync(peers, { recursive: true, force: true }))
    chmodSync(peers, 0o711)
    const [built, browser] = await Promise.all([buildApp(), launchBrowser()])
    ends.push(
      () => built.remove(),
      () => browser.close(),
    )
    const side = async (country: string, folder: ReturnType<typeof loadedDataDir>): Promise<Side> => {
      ends.push(() => folder.remove())
      const port = await freePort()
      const server = await startServerProcess({
        dataDir: folder.dataDir,
        env: {
          GLOACT_WEB_DIR: built.folder,
          GLOACT_COUNTRY_DIR: join('countries', country),
          GLOACT_EXCHANGE_HOST: '127.0.0.1',
          GLOACT_EXCHANGE_PORT: String(port),
          GLOACT_EXCHANGE_URL: `https://127.0.0.1:${port}`,
          GLOACT_INVENTED_PEERS: peers,
        },
      })
      ends.push(() => server.stop())
      return { server, dataDir: folder.dataDir, browser, account: accountOf(server.signIns) }
    }
    const [demoland, norland] = await Promise.all([
      side('demoland', loadedDataDir()),
      side('norland', temporaryDataDir()),
    ])
    return { demoland, norland, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

export const say = (id: string): string => words('en', id)

/** What the other country did arrives by itself; the person who waits looks again. */
export async function arrives(page: Page, text: string): Promise<void> {
  const shown = page
    .getByRole('list', { name: say('records.history') })
    .getByText(text, { exact: true })
    .first()
  await until(`“${text}” arrives`, async () => {
    await page.reload()
    await settle(page)
    return shown.isVisible()
  })
}

/** What comes from abroad stands there once it has arrived; the person who waits looks again. */
export async function appears(page: Page, what: () => Locator): Promise<void> {
  await until('what comes from abroad appears', async () => {
    await settle(page)
    if (await what().first().isVisible()) return true
    await page.reload()
    return false
  })
}

/** Answers as a form sends them. */
export const asAnswers = (said: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(Object.entries(said).map(([path, value]) => [path, { value }]))

/** An API call as the person of a page makes it. */
export async function sent<Body>(page: Page, { server }: Side, path: string, data: object): Promise<Body> {
  const answer = await page.context().request.post(`${server.url}/api/v1/cooperation/${path}`, {
    headers: { 'x-gloact-request': '1' },
    data,
  })
  assert.ok(answer.ok(), `${path}: ${await answer.text()}`)
  return (await answer.json()) as Body
}
export const read = async <Body>(page: Page, { server }: Side, path: string): Promise<Body> =>
  (await (await page.context().request.get(`${server.url}/api/v1/cooperation/${path}`)).json()) as Body

/** Looks for the secrets in the database, on the disk and in the log of both countries. */
export async function expectNothingReadable(
  { demoland, norland }: TwoCountries,
  secrets: readonly string[],
): Promise<void> {
  for (const { server, dataDir } of [demoland, norland]) {
    const db = openDatabase(ownerUrl(dataDir))
    let dump: string
    try {
      // What is still in memory goes to the disk, where it is looked for.
      await sql`checkpoint`.execute(db)
      dump = await dumpOf(db)
    } finally {
      await db.destroy()
    }
    assert.ok(dump.includes('exchange.message') && dump.length > 100_000)
    const paths = readdirSync(dataDir)
      .filter((name) => name !== 'keys')
      .map((name) => join(dataDir, name))
    const { leaks, files } = findLeaks({ secrets, paths, texts: { dump, messages: server.messages() } })
    assert.ok(files > 500, `looked at ${files} files`)
    assert.deepEqual(leaks, [])
  }
}
