import { disclosureRule, type DisclosureRule, type RuleFailure } from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import type { CommandContext, Outcome } from '../command.ts'
import { refused, usage } from '../outcome.ts'

/** A table as it was asked for. */
export interface TableRequest {
  readonly file: string
  /** The columns of each dimension, one within the other. */
  readonly columns: readonly (readonly string[])[]
  readonly count: string | undefined
  readonly rule: DisclosureRule
  readonly register: string | undefined
  readonly out: string
  readonly delimiter: string | undefined
}

/** The table that the options ask for, or how the command ends without: wrongly put, or asking for what no rule allows. */
export function tableRequest({ text, arguments: files }: CommandContext): Result<TableRequest, Outcome> {
  const wrong = (message: string) => err(usage(message))
  const list = (name: string) =>
    text(name)
      ?.split(',')
      .map((column) => column.trim())
  const columns = [list('rows') ?? [], ...(text('columns') === undefined ? [] : [list('columns') ?? []])]
  const named = [...columns.flat(), ...(text('count') === undefined ? [] : [text('count')!])]
  if (named.includes('')) return wrong('A column has no name: --rows A,B takes names of columns with commas between.')
  if (new Set(named).size < named.length)
    return wrong('Each column can stand once: in the rows, the columns or as the count.')
  const audience = text('audience') ?? 'public'
  if (audience !== 'agency' && audience !== 'public') return wrong('--audience is agency or public.')
  const method = text('method') ?? 'suppress'
  if (method !== 'suppress' && method !== 'round') return wrong('--method is suppress or round.')
  if (text('base') !== undefined && method !== 'round') return wrong('--base is for --method round.')
  const numbers: { threshold?: number; base?: number } = {}
  for (const name of ['threshold', 'base'] as const) {
    const given = text(name)
    if (given === undefined) continue
    if (!/^\d{1,9}$/.test(given)) return wrong(`--${name} is a whole number.`)
    numbers[name] = Number(given)
  }
  const rule = disclosureRule({ audience, method, ...numbers })
  if (!rule.ok) return err(refused({ code: rule.error.code, message: ruleProblem(rule.error, audience) }))
  return ok({
    file: files[0] ?? '',
    columns,
    count: text('count'),
    rule: rule.value,
    register: text('register'),
    out: text('out') ?? '',
    delimiter: text('delimiter'),
  })
}

function ruleProblem({ code, params }: RuleFailure, audience: string): string {
  if (code === 'disclosure.threshold_too_low') {
    const inside = audience === 'public' ? ' (inside the agency, with --audience agency: 5)' : ''
    return `A threshold below ${params?.['smallest']} does not protect: raise --threshold, or leave it out${inside}.`
  }
  if (code === 'disclosure.base_too_low') return `A base below ${params?.['smallest']} hides too little: raise --base.`
  return 'No rule allows these settings.'
}
