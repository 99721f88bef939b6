import { join } from 'node:path'
import { type Check, counted } from './check.ts'
import { runTool } from './run-tool.ts'

/**
 * The three worlds that code is compiled for: pure code with the types of neither Node nor the browser, Node, and the
 * browser; and the browser code's own tests, which run in Node.
 */
const PASSES = ['pure', 'node', 'web', 'web-tests'] as const

/** A line of the list of files, as against one that tells an error. */
const OURS = /^[^()]+\.[cm]?[jt]sx?$/

export const types: Check = {
  name: 'types',
  title: 'TypeScript: pure, Node and browser',
  async run(root) {
    const results = await Promise.all(
      PASSES.map(async (pass) => {
        // What has not changed since the last time is not worked out again.
        const kept = ['--incremental', '--tsBuildInfoFile', join(root, '.cache', 'types', `${pass}.tsbuildinfo`)]
        const options = ['-p', `tsconfig.${pass}.json`, '--pretty', 'false', '--listFiles', ...kept]
        const checked = await runTool(root, 'tsc', options)
        const files = checked.stdout.split('\n').filter((line) => OURS.test(line) && !line.includes('/node_modules/'))
        return { pass, files: files.length, ...checked }
      }),
    )
    const defects = results.flatMap(({ pass, code, stdout, stderr }) => {
      const found = stdout.split('\n').flatMap((line) => {
        const [, file, at, message] = /^(.+?)\((\d+),\d+\): error (.*)$/.exec(line) ?? []
        return file && message ? [{ file, line: Number(at), message: `${message} (${pass})` }] : []
      })
      if (code !== 0 && found.length === 0 && !/TS18003/.test(stdout)) {
        return [{ file: `tsconfig.${pass}.json`, message: `${stdout}${stderr}` }]
      }
      return found
    })
    const [pure, node] = results
    if (!pure?.files || !node?.files) defects.push({ file: 'tsconfig.json', message: 'TypeScript saw no file' })
    return { defects, seen: results.map(({ pass, files }) => `${pass} ${counted(files, 'file')}`).join(', ') }
  },
}
