import { type Command, EXIT } from '../command.ts'
import { auditLog, country, database, fileLogs, kek, migrations, requestLogs, rowSecurity } from '../doctor/data.ts'
import type { Examination, Finding } from '../doctor/examination.ts'
import { databaseLog, notifications } from '../doctor/database-settings.ts'
import { attachments, backups, clock, erasures, serverVersion, tls } from '../doctor/operations.ts'
import { binaries, browserApp, dataFolder, diskSpace, node, port } from '../doctor/machine.ts'
import { languages } from '../doctor/languages.ts'
import { singleSignOn } from '../doctor/single-sign-on.ts'
import { virusScanner } from '../doctor/virus-scanner.ts'
import { examinationsOfModules } from '../doctor/modules.ts'
import { openForDoctor } from '../doctor/open-for-doctor.ts'

const EXAMINATIONS: readonly Examination[] = [
  node,
  binaries,
  dataFolder,
  diskSpace,
  port,
  browserApp,
  country,
  languages,
  database,
  migrations,
  rowSecurity,
  serverVersion,
  notifications,
  databaseLog,
  clock,
  kek,
  erasures,
  auditLog,
  fileLogs,
  requestLogs,
  attachments,
  virusScanner,
  backups,
  tls,
  singleSignOn,
]

const SIGNS: Readonly<Record<Finding['state'], string>> = { ok: '✓', warning: '!', failed: '✗', skipped: '–' }

/** Looks at everything that the platform needs and says what is wrong and what to do. */
export const doctor: Command = {
  description: 'Changes nothing. Safe while the server runs.',
  examples: [
    ['doctor', 'A table of what was found, with advice below'],
    ['doctor --json', 'The same for monitoring software'],
  ],
  exits: { ok: 'Everything works; warnings do not count.', failed: 'Something is wrong; the advice says what to do.' },
  async run({ settings }) {
    const { subject, close } = await openForDoctor(settings)
    try {
      const results: (Finding & { readonly name: string; readonly why: string })[] = []
      for (const { name, why, examine } of [...EXAMINATIONS, ...(await examinationsOfModules())]) {
        results.push({ name, why, ...(await safely(() => examine(subject))) })
      }
      const wrong = results.filter(({ state }) => state === 'failed').length
      const width = Math.max(...results.map(({ name }) => name.length))
      const lines = results.map(({ name, state, found }) => `${SIGNS[state]} ${name.padEnd(width)}  ${found}`)
      const advice = results.flatMap(({ name, why, state, advice: what }) =>
        what ? [`${name}: ${what}${state === 'ok' || state === 'skipped' ? '' : `\n  ${why}`}`] : [],
      )
      const end = wrong === 0 ? 'All is well.' : `${wrong} ${wrong === 1 ? 'thing is' : 'things are'} wrong.`
      return {
        exit: wrong === 0 ? EXIT.ok : EXIT.failed,
        text: [...lines, '', ...(advice.length > 0 ? [...advice, ''] : []), end].join('\n'),
        json: { ok: wrong === 0, checks: results },
        isReport: true,
      }
    } finally {
      await close()
    }
  },
}

/** An examination that breaks has found something wrong. */
async function safely(examine: () => Promise<Finding> | Finding): Promise<Finding> {
  try {
    return await examine()
  } catch (error) {
    return { state: 'failed', found: error instanceof Error ? error.message : String(error) }
  }
}
