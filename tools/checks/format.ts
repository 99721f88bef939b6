import { type Check, counted } from './check.ts'
import { runTool } from './run-tool.ts'

/** The text is laid out by oxfmt; `npm run format` does it. */
export const format: Check = {
  name: 'format',
  title: 'laid out by oxfmt',
  async run(root, only = ['.']) {
    // Without a path oxfmt takes the whole tree.
    if (only.length === 0) return { defects: [], seen: counted(0, 'file') }
    const { code, stdout, stderr } = await runTool(root, 'oxfmt', [
      '--check',
      '--no-error-on-unmatched-pattern',
      ...only,
    ])
    const files = stdout.split('\n').flatMap((line) => /^(\S.*) \(\d+ms\)$/.exec(line)?.[1] ?? [])
    const seen = Number(/on (\d+) files/.exec(stdout)?.[1] ?? 0)
    const defects = files.map((file) => ({ file, message: 'is not laid out as oxfmt does; run: npm run format' }))
    if ((seen === 0 && only.includes('.')) || (code !== 0 && defects.length === 0))
      defects.push({ file: '', message: `${stdout}${stderr}` })
    return { defects, seen: counted(seen, 'file') }
  },
}
