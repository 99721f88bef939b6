import { type Check, counted } from './check.ts'
import { runTool } from './run-tool.ts'

const CODE = /\.(?:[cm]?[jt]s|tsx)$/

interface Report {
  readonly diagnostics: readonly {
    readonly message: string
    readonly code?: string
    readonly help?: string
    readonly filename: string
    readonly labels: readonly { readonly span: { readonly line: number } }[]
  }[]
  readonly number_of_files: number
}

/** oxlint with type information; the rules and their reasons are in `.oxlintrc.json`. */
export const lint: Check = {
  name: 'lint',
  title: 'oxlint, with types',
  async run(root, only) {
    const code = only?.filter((file) => CODE.test(file))
    if (code?.length === 0) return { defects: [], seen: counted(0, 'file') }
    const { stdout, stderr } = await runTool(root, 'oxlint', ['--format', 'json', ...(code ?? [])])
    const start = stdout.indexOf('{')
    if (start < 0) return { defects: [{ message: `oxlint did not run: ${stdout}${stderr}` }], seen: 'nothing' }
    const report = JSON.parse(stdout.slice(start)) as Report
    const defects = report.diagnostics.map(({ filename, labels, message, code, help }) => ({
      file: filename,
      ...(labels[0] && { line: labels[0].span.line }),
      message: firstLine(`${message} (${code ?? 'oxlint'})${help ? ` ${help}` : ''}`),
    }))
    if (report.number_of_files === 0 && code === undefined) defects.push({ file: '', message: 'oxlint saw no file' })
    return { defects, seen: counted(report.number_of_files, 'file') }
  },
}

const firstLine = (text: string): string => text.split('\n')[0] ?? ''
