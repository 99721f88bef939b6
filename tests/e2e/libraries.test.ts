import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { loadKernel } from '@gloact/linkage/node'
import { launchBrowser, newPage } from './browser.ts'
import { buildLibraries } from './build.ts'
import { doTheWork } from './libraries/work.ts'
import { serveStatic } from './static-server.ts'

const KERNEL = join(import.meta.dirname, '..', '..', 'packages', 'linkage', 'kernel', 'dice-join.wasm')

type Answer =
  | { readonly parts: Readonly<Record<string, string>>; readonly seconds: number }
  | { readonly error: string }

test('estimation, linkage, disclosure and names give the same in a browser’s worker as in Node, to the last bit', async (context) => {
  const built = await buildLibraries()
  const server = await serveStatic(built.folder)
  const browser = await launchBrowser()
  try {
    const page = await newPage(browser)
    const complaints: string[] = []
    page.on('console', (message) => complaints.push(message.text()))
    await page.goto(server.url)
    const kernel = readFileSync(KERNEL).toString('base64')
    const [answer, ours] = await Promise.all([
      page.evaluate<Answer>(`ask(${JSON.stringify(kernel)})`),
      doTheWork(loadKernel),
    ])
    assert.ok('parts' in answer, 'error' in answer ? answer.error : '')
    context.diagnostic(`in the browser: ${answer.seconds.toFixed(1)} s`)
    assert.deepEqual(complaints, [])
    assert.deepEqual(Object.keys(answer.parts), Object.keys(ours))
    for (const [name, part] of Object.entries(ours)) {
      const theirs: string = answer.parts[name] ?? ''
      if (theirs === part) continue
      // Of texts of a million characters only where they part is of use.
      let at = 0
      while (theirs[at] === part[at]) at++
      assert.equal(theirs.slice(Math.max(0, at - 80), at + 80), part.slice(Math.max(0, at - 80), at + 80), name)
    }
    assert.match(ours['freshNoise']!, /^\{"holds":\{"charged":\["count","release"\],(?:"\w+":true,?)+\},"columns":3\}$/)
  } finally {
    await browser.close()
    await server.close()
    built.remove()
  }
})
