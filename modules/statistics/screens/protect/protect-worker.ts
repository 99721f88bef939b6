import {
  bearingOf,
  cellNames,
  differenceTold,
  disclosureRule,
  inUnits,
  isAmountTable,
  isFigure,
  measureOf,
  protectAmounts,
  protectedRows,
  protectTable,
  readRegister,
  releasedAmounts,
  releasedTable,
  shownIn,
  type Candidate,
  type ContributorRule,
  type DisclosureRules,
  type InHand,
  type ProtectedTable,
  type Release,
} from '@gloact/disclosure'
import { err, newId, ok, type Result } from '@gloact/kernel'
import type { EstimateLimits } from '../../contract/limits.ts'
import { answerTasks } from '../worker/answer-tasks.ts'
import { csvFile } from '../worker/csv-file.ts'
import { jsonFile, type Made, type MadeTable, type Words } from '../worker/made.ts'
import { readPickedTable } from '../worker/read-table.ts'
import type { TaskProblem } from '../worker/task.ts'
import { countRows, look } from './count-rows.ts'
import type { ProtectAsked, ProtectStep, ProtectTask } from './protect-task.ts'

/** Rows that a screen shows; the file has all. */
const SHOWN_ROWS = 60
/** Bars of so many rows at most are told apart. */
const MOST_BARS = 30

/** The country’s rules, as they were told. */
const rulesOf = (told: EstimateLimits['disclosure']): DisclosureRules => {
  const ruleOf = (audience: 'agency' | 'public') => {
    const { dominance, closeness } = told[audience].contributors
    return {
      ...told[audience],
      audience,
      contributors: { ...(dominance && { dominance }), ...(closeness && { closeness }) },
    }
  }
  return { agency: ruleOf('agency'), public: ruleOf('public') }
}

/** When a sum tells of one contributor, where that was asked for. */
function contributorsAsked({ largest, percent, closeness }: ProtectAsked): ContributorRule {
  return {
    ...(percent !== null && { dominance: { largest: largest ?? 1, percent } }),
    ...(closeness !== null && { closeness: { percent: closeness } }),
  }
}

answerTasks<ProtectStep>(async (asked, tell) => {
  const task = asked as ProtectTask
  tell('reading', 0, 0)
  const table = await readPickedTable(task.table)
  if (!table.ok) return table
  if (task.kind === 'look') return look(table.value)
  const { rows, columns, count, amount, contributor, audience, method, threshold } = task.asked
  const measure = measureOf(amount, contributor)
  const rules = rulesOf(task.rules)
  const rule = disclosureRule(
    {
      audience,
      method: measure ? 'suppress' : method,
      ...(threshold !== null && { threshold }),
      ...(measure && { contributors: contributorsAsked(task.asked) }),
    },
    rules,
  )
  if (!rule.ok) return err({ code: rule.error.code, params: { smallest: rules[audience].threshold } })
  const nested = [rows, ...(columns.length > 0 ? [columns] : [])]
  const register = await readChosenRegister(task.register)
  if (!register.ok) return register
  const counted = countRows(table.value, nested, {
    ...task.asked,
    rule: rule.value,
    earlier: register.value,
  })
  if (!counted.ok) return counted
  tell('protecting', 0, 1)
  const { table: counts, decimals, inHand } = counted.value
  const candidate: Candidate = {
    table: counts,
    columns: nested,
    rule: rule.value,
    ...(measure && { measure }),
    ...(count !== null && !measure && { counted: count }),
  }
  const protectedBeside = await protectBeside(candidate, register.value, { decimals, ...inHand }, (done, total) =>
    tell('protecting', done, total),
  )
  if (!protectedBeside.ok) return protectedBeside
  return ok(madeOf(protectedBeside.value, nested, task, register.value))
})

/** A register of tables holds what was shown: one that is larger is no register. */
const MOST_REGISTER_BYTES = 64 * 1024 * 1024

async function readChosenRegister(file: File | null): Promise<Result<readonly Release[], TaskProblem>> {
  if (file === null) return ok([])
  if (file.size > MOST_REGISTER_BYTES) return err({ code: 'disclosure.register_invalid' })
  return readRegister(await file.text())
}

/** A table that may go out beside what is out; where the same is out already, that. */
interface Beside {
  readonly table: ProtectedTable | null
  readonly shown: Pick<ProtectedTable, 'dimensions' | 'strides' | 'shown'>
  readonly release: Release
}

/** Problems that are said in other words of sums than of counts. */
const OF_SUMS: ReadonlySet<string> = new Set(['disclosure.already_out', 'disclosure.cannot_protect'])

/** Protects a table as the command does with a register: held against what is out before, and its differences from it afterwards. */
async function protectBeside(
  candidate: Candidate,
  earlier: readonly Release[],
  { decimals, ...inHand }: InHand & { readonly decimals: number },
  onProgress: (done: number, total: number) => void,
): Promise<Result<Beside, TaskProblem>> {
  const { columns, rule, table: counts, measure } = candidate
  const bearing = bearingOf(candidate, earlier, inHand)
  if (!bearing.ok) return bearing
  if (bearing.value.kind === 'repeats') {
    const { release } = bearing.value
    const shown = cellNames(counts, columns).map((name) => shownIn(release)[name]!)
    return ok({ table: null, shown: { ...counts, shown }, release })
  }
  const { known, before, sameData } = bearing.value
  const made = isAmountTable(counts)
    ? await protectAmounts(counts, rule, { known, onProgress })
    : await protectTable(counts, rule, { known, before, onProgress })
  if (!made.ok) {
    const { code } = made.error
    return err({ ...made.error, code: measure && OF_SUMS.has(code) ? `${code}_sums` : code })
  }
  const entry = { release: newId(), at: new Date() }
  const table = measure ? { ...made.value, shown: inUnits(made.value, decimals) } : made.value
  const release = measure ? releasedAmounts(candidate, measure, table, entry) : releasedTable(candidate, table, entry)
  const told = rule.method === 'suppress' && sameData.length > 0 ? differenceTold(release, sameData, inHand) : undefined
  if (told) return err(told)
  return ok({ table, shown: table, release })
}

function madeOf(
  { table, shown, release }: Beside,
  nested: readonly (readonly string[])[],
  { asked, total, register }: Extract<ProtectTask, { kind: 'protect' }>,
  earlier: readonly Release[],
): Made {
  const { header, rows } = protectedRows(shown, nested, asked.amount ?? asked.count ?? 'persons', total)
  const hidden = shown.shown.filter((sign) => !isFigure(sign)).length
  const isOfSums = asked.amount !== null
  const report = {
    release: release.release,
    repeated: table === null,
    cells: shown.shown.length,
    ...(table && {
      audience: table.rule.audience,
      method: table.rule.method,
      threshold: table.rule.threshold,
      ...(isOfSums && { amount: asked.amount, contributor: asked.contributor, contributors: table.rule.contributors }),
      ...(table.rule.method === 'round' && { base: table.rule.base, furthest: table.summary.furthest }),
      hidden: { small: table.summary.sensitive, complementary: table.summary.complementary, all: hidden },
    }),
    columns: header,
    rows,
  }
  const { dominance, closeness } = table?.rule.contributors ?? {}
  const entered = table === null ? earlier : [...earlier, release]
  return {
    first: table === null ? { id: 'statistics.protect.first_repeated' } : firstLine(table, hidden, isOfSums),
    notes: [
      { id: register === null ? 'statistics.protect.note_register' : 'statistics.protect.note_held' },
      ...(table !== null && isOfSums && !dominance && !closeness
        ? [{ id: 'statistics.protect.note_no_contributor_rule' }]
        : []),
      ...(table !== null && isOfSums ? [{ id: 'statistics.protect.note_same_data' }] : []),
      ...(!isOfSums && table?.summary.uniformSigns === true && hidden > 0
        ? [{ id: 'statistics.protect.note_uniform' }]
        : []),
      ...(!isOfSums && table?.rule.method === 'suppress' && hidden > 0
        ? [{ id: 'statistics.protect.note_range', params: { count: table.rule.protection + 1 } }]
        : []),
    ],
    details: [],
    tables: [shownTable(header, rows, nested[0]!.length, total)],
    files: [
      { label: 'statistics.protect.save_table', ending: 'protected.csv', file: csvFile({ columns: header, rows }) },
      {
        label: 'statistics.protect.save_register',
        ending: 'register.jsonl',
        file: new Blob([entered.map((one) => `${JSON.stringify(one)}\n`).join('')], { type: 'application/jsonl' }),
      },
      { label: 'statistics.tool.save_json', ending: 'protected.json', file: jsonFile(report) },
    ],
  }
}

function firstLine({ rule, shown, summary }: ProtectedTable, hidden: number, isOfSums: boolean): Words {
  if (isOfSums) {
    const { sensitive: small, complementary: more } = summary
    return hidden === 0
      ? { id: 'statistics.protect.first_no_sum' }
      : { id: 'statistics.protect.first_sums', params: { cells: shown.length, small, more } }
  }
  if (rule.method === 'round')
    return { id: 'statistics.protect.first_rounded', params: { base: rule.base, furthest: summary.furthest ?? 0 } }
  if (hidden === 0) return { id: 'statistics.protect.first_none', params: { threshold: rule.threshold } }
  return {
    id: 'statistics.protect.first_hidden',
    params: {
      cells: shown.length,
      small: summary.sensitive,
      more: summary.complementary,
      threshold: rule.threshold,
    },
  }
}

/** Names of rows in the first column, then the figures; the last of them as bars where there are few. */
function shownTable(
  header: readonly string[],
  rows: readonly (readonly string[])[],
  levels: number,
  total: string | undefined,
): MadeTable {
  const names = header.slice(0, levels).join(' / ')
  const figure = (cell: string): string | number => (isFigure(cell) ? Number(cell) : cell)
  const all = rows.map((row) => [row.slice(0, levels).join(' / '), ...row.slice(levels).map(figure)])
  const places = header.slice(levels).map((_, at) => at + 1)
  return {
    title: { id: 'statistics.protect.table' },
    columns: [names, ...header.slice(levels)],
    rows: all.slice(0, SHOWN_ROWS),
    more: Math.max(0, all.length - SHOWN_ROWS),
    // Totals would dwarf their parts, in rows as in columns.
    totals: rows.flatMap((row, at) => (row.slice(0, levels).includes(total ?? 'Total') ? [at] : [])),
    ...(all.length <= MOST_BARS && { bars: places.length > 1 ? places.slice(1) : places }),
  }
}
