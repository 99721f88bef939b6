import { readFile, writeFile } from 'node:fs/promises'
import asc from 'assemblyscript/asc'

/**
 * Compiles `kernel/dice-join.as` to WebAssembly. The same source and compiler give the same bytes on every machine; a test
 * holds the module in the repository to it. To write it anew: `node packages/linkage/bench/build-kernel.ts`.
 */
export async function buildKernel(): Promise<Uint8Array> {
  const source = await readFile(new URL('../kernel/dice-join.as', import.meta.url), 'utf8')
  let module: Uint8Array | undefined
  const { error, stderr } = await asc.main(
    [
      'dice-join.ts',
      '--outFile=dice-join.wasm',
      '--optimizeLevel=3',
      '--shrinkLevel=0',
      '--converge',
      '--noAssert',
      '--runtime=stub',
      '--enable=simd',
      '--initialMemory=1',
    ],
    {
      readFile: (name) => (name === 'dice-join.ts' ? source : null),
      writeFile: (_name, contents) => {
        if (typeof contents !== 'string') module = contents
      },
      listFiles: () => [],
    },
  )
  if (error || !module) throw new Error(`the kernel does not compile: ${stderr.toString()}`)
  return module
}

if (import.meta.main) await writeFile(new URL('../kernel/dice-join.wasm', import.meta.url), await buildKernel())
