import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { startServerProcess, temporaryDataDir, type ServerProcess } from '../support/server-process.ts'
import { launchBrowser, newPage } from './browser.ts'
import { routesOf } from './screens.ts'

const folder = temporaryDataDir()
let server: ServerProcess

before(async () => {
  server = await startServerProcess({ dataDir: folder.dataDir, args: ['--no-demo'] })
})
after(async () => {
  await server?.stop()
  folder.remove()
})

test('the server answers with the app what the router knows, and nothing else', async () => {
  const answer = await fetch(`${server.url}/app-paths.json`)
  const { practice, ...modules } = (await answer.json()) as Readonly<Record<string, readonly string[]>>
  const browser = await launchBrowser()
  try {
    const page = await newPage(browser)
    await page.goto(`${server.url}/sign-in`)
    await page.waitForFunction('globalThis.__TSR_ROUTER__ !== undefined')
    const { all } = await routesOf(page, '/sign-in')
    assert.deepEqual(Object.values(modules).flat().toSorted(), all.toSorted())
    assert.ok(
      practice !== undefined && practice.every((path) => !all.includes(path)),
      'the sandbox alone has exercises',
    )
  } finally {
    await browser.close()
  }
})
