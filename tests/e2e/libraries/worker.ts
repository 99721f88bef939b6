import { compileKernel } from '@gloact/linkage/private'
import { doTheWork } from './work.ts'

/** What is used of a worker of a browser, which the types of Node do not name. */
interface Scope {
  addEventListener(type: 'message', listener: (message: { readonly data: Uint8Array }) => void): void
  postMessage(answer: unknown): void
}

const scope = globalThis as unknown as Scope

async function answerTo(kernel: Uint8Array): Promise<unknown> {
  const start = performance.now()
  try {
    const parts = await doTheWork(compileKernel(kernel))
    return { parts, seconds: (performance.now() - start) / 1000 }
  } catch (error) {
    return { error: String(error) }
  }
}

scope.addEventListener('message', ({ data }) => {
  void answerTo(data).then((answer) => scope.postMessage(answer))
})
