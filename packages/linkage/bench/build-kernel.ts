import { readFile, writeFile } from 'node:fs/promises'

/** What is used of the compiler. Its own types describe AssemblyScript's arrays and would speak of everybody's. */
interface Compiler {
  main(
    options: readonly string[],
    files: {
      readFile(name: string): string | null
      writeFile(name: string, contents: string | Uint8Array): void
      listFiles(): readonly string[]
    },
  ): Promise<{ readonly error: Error | null; readonly stderr: { toString(): string } }>
}

const COMPILER = import.meta.resolve('assemblyscript/asc')

/**
 * Compiles `kernel/dice-join.as` to WebAssembly. The same source and compiler give the same bytes on every machine; a test
 * holds the module in the repository to it. To write it again: `node packages/linkage/bench/build-kernel.ts`.
 */
export async function buildKernel(): Promise<Uint8Array> {
  const source = await readFile(new URL('../kernel/dice-join.as', import.meta.url), 'utf8')
  const { default: asc } = (await import(COMPILER)) as { readonly default: Compiler }
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
