import { parentPort } from 'node:worker_threads'
import { joinDice } from '../private/dice-join.ts'
import type { DicePairs } from '../private/dice-pairs.ts'
import { loadKernel } from './load-kernel.ts'

/** A part of a join: some rows of A against all of B. Bytes lie in memory that the threads share. */
export interface JoinTask {
  readonly a: { readonly bytes: SharedArrayBuffer; readonly from: number; readonly total: number }
  readonly b: { readonly bytes: SharedArrayBuffer; readonly total: number }
  readonly width: number
  readonly threshold: number
  readonly limit: number
}

export type JoinAnswer = { readonly pairs: DicePairs } | { readonly error: string }

parentPort?.on('message', ({ a, b, width, threshold, limit }: JoinTask) => {
  let answer: JoinAnswer
  try {
    const rowsA = { bytes: new Uint8Array(a.bytes, a.from * width, a.total * width), width, total: a.total }
    const rowsB = { bytes: new Uint8Array(b.bytes), width, total: b.total }
    answer = { pairs: joinDice(loadKernel(), rowsA, rowsB, { threshold, limit }) }
  } catch (error) {
    answer = { error: error instanceof Error ? error.message : String(error) }
  }
  parentPort?.postMessage(answer)
})
