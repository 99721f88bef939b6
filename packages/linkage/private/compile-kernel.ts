import type { DiceKernel } from './dice-join.ts'

/** What is used of WebAssembly, which every engine has and neither Node’s nor the language’s types name. */
interface WebAssemblyApi {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object, imports: object) => { readonly exports: unknown }
}

/** Compiles the bytes of `kernel/dice-join.wasm`; each call of what it gives makes an instance with memory of its own. */
export function compileKernel(bytes: Uint8Array): () => DiceKernel {
  const { WebAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi }
  const module = new WebAssembly.Module(bytes)
  const abort = () => {
    throw new Error('the join kernel stopped')
  }
  return () => new WebAssembly.Instance(module, { env: { abort } }).exports as DiceKernel
}
