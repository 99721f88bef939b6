import {
  disclosureRule,
  type Audience,
  type ContributorRule,
  type DisclosureRule,
  type DisclosureRules,
  type RuleFailure,
  type RuleSettings,
} from '@gloact/disclosure'
import { err, ok, type Result } from '@gloact/kernel'
import { type CommandContext, type Outcome, refused, usage } from '@gloact/command'
import { countryRules } from './country-rules.ts'

/** A table as it was asked for. */
export interface TableRequest {
  readonly file: string
  /** The columns of each dimension, one within the other: rows, columns, layers. */
  readonly columns: readonly (readonly string[])[]
  readonly count: string | undefined
  /** The column of amounts that are summed, and the one that says whose each is; where absent, persons are counted. */
  readonly amount: string | undefined
  readonly contributor: string | undefined
  readonly rule: DisclosureRule
  readonly register: string | undefined
  readonly out: string
  readonly delimiter: string | undefined
}

/** The table that the options ask for, or how the command ends without: wrongly put, or asking for what no rule allows. */
export async function tableRequest(context: CommandContext): Promise<Result<TableRequest, Outcome>> {
  const { text, texts, arguments: files } = context
  const wrong = (message: string) => err(usage(message))
  const across = text('columns')
  const columns = [text('rows'), ...(across === undefined ? [] : [across]), ...texts('layers')].map(columnList)
  const single = ['count', 'amount', 'contributor'].flatMap((name) => text(name) ?? [])
  const named = [...columns.flat(), ...single]
  if (named.includes('')) return wrong('A column has no name: --rows A,B takes names of columns with commas between.')
  if (new Set(named).size < named.length)
    return wrong('Each column can appear once: in the rows, the columns, the layers, or as what is counted.')
  if (texts('layers').length > 0 && across === undefined) return wrong('--layers needs --columns.')
  const [count, amount, contributor] = [text('count'), text('amount'), text('contributor')]
  if (count !== undefined && amount !== undefined) return wrong('--count or --amount, not both.')
  if (amount === undefined) {
    const needs = ['contributor', 'dominance', 'closeness'].find((name) => text(name) !== undefined)
    if (needs) return wrong(`--${needs} is for --amount.`)
  } else if (text('method') === 'round') return wrong('Amounts are not rounded: leave --method out.')
  const contributors = contributorRule(text('dominance'), text('closeness'))
  if (!contributors.ok) return wrong(contributors.error)
  const rule = await askedRule(context, {
    contributors: contributors.value,
    ...(amount !== undefined && { method: 'suppress' }),
  })
  if (!rule.ok) return rule
  return ok({
    file: files[0] ?? '',
    columns,
    count,
    amount,
    contributor,
    rule: rule.value,
    register: text('register'),
    out: text('out') ?? '',
    delimiter: text('delimiter'),
  })
}

/** `A,B`, as options name columns. */
export const columnList = (value: string | undefined): readonly string[] =>
  value?.split(',').map((column) => column.trim()) ?? []

/** `1,75` and `15`. */
function contributorRule(
  dominance: string | undefined,
  closeness: string | undefined,
): Result<ContributorRule, string> {
  const [, largest, percent] = /^(\d),(\d{1,2}(?:\.\d+)?)$/.exec(dominance ?? '') ?? []
  if (dominance !== undefined && percent === undefined)
    return err('--dominance takes how many of the largest, a comma and the percent they may hold: --dominance 1,75.')
  if (closeness !== undefined && !/^\d{1,2}(?:\.\d+)?$/.test(closeness))
    return err('--closeness takes a percentage: --closeness 15.')
  return ok({
    ...(percent !== undefined && { dominance: { largest: Number(largest), percent: Number(percent) } }),
    ...(closeness !== undefined && { closeness: { percent: Number(closeness) } }),
  })
}

/** The country's rule for an audience, or the stricter one that the options ask for. */
export async function askedRule(
  context: CommandContext,
  further: Pick<RuleSettings, 'contributors' | 'method'> = {},
): Promise<Result<DisclosureRule, Outcome>> {
  const { text } = context
  const wrong = (message: string) => err(usage(message))
  const audience = text('audience') ?? 'public'
  if (audience !== 'agency' && audience !== 'public') return wrong('--audience is agency or public.')
  const method = text('method')
  if (method !== undefined && method !== 'suppress' && method !== 'round')
    return wrong('--method is suppress or round.')
  const cover = text('cover')
  if (cover !== undefined && cover !== 'blind' && cover !== 'fewest') return wrong('--cover is blind or fewest.')
  const numbers: { threshold?: number; base?: number } = {}
  for (const name of ['threshold', 'base'] as const) {
    const given = text(name)
    if (given === undefined) continue
    if (!/^\d{1,9}$/.test(given)) return wrong(`--${name} is a whole number.`)
    numbers[name] = Number(given)
  }
  const rules = await countryRules(context)
  if (!rules.ok) return err(refused(rules.error))
  const rule = disclosureRule(
    { audience, ...(method && { method }), ...(cover && { cover }), ...numbers, ...further },
    rules.value,
  )
  if (!rule.ok) return err(refused({ code: rule.error.code, message: ruleProblem(rule.error, audience, rules.value) }))
  if (numbers.base !== undefined && rule.value.method !== 'round') return wrong('--base is for --method round.')
  return rule
}

function ruleProblem({ code, params }: RuleFailure, audience: Audience, rules: DisclosureRules): string {
  const messages: Readonly<Record<RuleFailure['code'], string>> = {
    'disclosure.threshold_too_low':
      `A threshold below ${params?.['smallest']} does not protect: raise it, or leave it out` +
      `${audience === 'public' ? ` (inside the agency, with --audience agency: ${rules.agency.threshold})` : ''}.`,
    'disclosure.base_too_low': `A base below ${params?.['smallest']} hides too little: raise --base.`,
    'disclosure.protection_out_of_range': 'No rule allows this protection.',
    'disclosure.contributor_rule_out_of_range':
      'The country’s rule for amounts is stricter, or this is not a share: leave --dominance and --closeness out.',
  }
  return messages[code]
}
