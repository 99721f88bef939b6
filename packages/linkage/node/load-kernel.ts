import { readFileSync } from 'node:fs'
import type { DiceKernel } from '../private/dice-join.ts'
import { compileKernel } from '../private/compile-kernel.ts'

let instantiate: (() => DiceKernel) | undefined

/** A new instance of the join kernel, with memory of its own. */
export function loadKernel(): DiceKernel {
  instantiate ??= compileKernel(readFileSync(new URL('../kernel/dice-join.wasm', import.meta.url)))
  return instantiate()
}
