import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { stripTypeScriptTypes } from 'node:module'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { bootstrap, fit, profileInterval, rankAllModels, type BootstrapPlan } from '@gloact/estimation'
import { launchBrowser } from './browser.ts'

const ROOT = join(import.meta.dirname, '..', '..')

// The UK's presumed victims of 2013 on five lists (Silverman 2020).
const MASKS = [1, 2, 4, 8, 16, 3, 5, 9, 6, 10, 18, 12, 20, 24, 7, 11, 14, 15]
const COUNTS = [54, 463, 995, 695, 316, 15, 19, 3, 62, 19, 1, 76, 11, 8, 1, 1, 4, 1]

/** What is asked of the worker, as a module: its answer is one message. */
const WORKER = `
import { bootstrap, fit, profileInterval, rankAllModels } from '/packages/estimation/index.ts'
onmessage = ({ data }) => {
  const plan = { ...data, histories: { ...data.histories, masks: Uint32Array.from(data.histories.masks), counts: Float64Array.from(data.histories.counts) } }
  const start = performance.now()
  const result = bootstrap(plan)
  const seconds = (performance.now() - start) / 1000
  const ranking = rankAllModels(plan.histories)
  const best = ranking.models[0]
  postMessage({
    seconds,
    estimates: [...result.estimates],
    limits: [result.bca.lower, result.bca.upper],
    best: [best.model, best.estimate, best.bic, ranking.codes],
    coefficients: fit(plan.histories, best.model).coefficients.map(({ value }) => value),
    profile: profileInterval(plan.histories, best.model),
  })
}
`

/** `ask` hands a plan to a worker. */
const PAGE = `<!doctype html><title>estimation</title><script>
  const ask = (plan) => new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js', { type: 'module' })
    worker.onmessage = ({ data }) => resolve(data)
    worker.onerror = ({ message }) => reject(new Error(message))
    worker.postMessage(plan)
  })
</script>`

interface Answer {
  readonly seconds: number
  readonly estimates: readonly number[]
  readonly limits: readonly number[]
  readonly best: unknown
  readonly coefficients: readonly number[]
  readonly profile: unknown
}

test('a browser’s worker estimates the same as Node, to the last bit', async (context) => {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const script = (code: string): void => {
      // A worker has no import map: the one name of a package is written out.
      const named = code.replaceAll("'@gloact/kernel'", "'/packages/kernel/index.ts'")
      response.setHeader('content-type', 'text/javascript').end(named)
    }
    if (path === '/') response.setHeader('content-type', 'text/html').end(PAGE)
    else if (path === '/worker.js') script(WORKER)
    else if (/^\/packages\/(estimation|kernel)\/[\w/-]+\.ts$/.test(path)) {
      script(stripTypeScriptTypes(readFileSync(join(ROOT, path), 'utf8')))
    } else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const browser = await launchBrowser()
  try {
    const page = await browser.newPage()
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
    const histories = { lists: ['LA', 'NG', 'PFNCA', 'GO', 'GP'], masks: MASKS, counts: COUNTS }
    const asked = { histories, rule: { kind: 'stepwise', threshold: 0.02 }, replicates: 300, seed: 1234 }
    const answer: Answer = await page.evaluate(`ask(${JSON.stringify(asked)})`)

    const plan: BootstrapPlan = {
      ...asked,
      rule: { kind: 'stepwise', threshold: 0.02 },
      histories: { ...histories, masks: Uint32Array.from(MASKS), counts: Float64Array.from(COUNTS) },
    }
    const ours = bootstrap(plan)
    const ranking = rankAllModels(plan.histories)
    const best = ranking.models[0]!
    const { seconds, ...told } = answer
    context.diagnostic(`300 replicates with their selection in ${seconds.toFixed(2)} s`)
    assert.deepEqual(told, {
      estimates: [...ours.estimates],
      limits: [ours.bca.lower, ours.bca.upper],
      best: [best.model, best.estimate, best.bic, ranking.codes],
      coefficients: fit(plan.histories, best.model).coefficients.map(({ value }) => value),
      profile: profileInterval(plan.histories, best.model),
    })
  } finally {
    await browser.close()
    server.close()
  }
})
