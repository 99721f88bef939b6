import type { Diversity, DisclosureRule, ProtectedTable, ShownFigure } from '@gloact/disclosure'
import { said, type Said, type SaidList } from '@gloact/kernel'

type Summary = ProtectedTable['summary']

/** What was hidden or rounded in a table of counts, and what may still be known of it. */
export function countsSaid(rule: DisclosureRule, summary: Summary | undefined, cells: number): readonly Said[] {
  if (!summary) return []
  const { threshold, base, protection } = rule
  const { sensitive: small, complementary: more, uniformSigns, furthest = 0 } = summary
  if (rule.method === 'round') {
    return [
      said('protect.rounded', { base }),
      furthest < base ? said('protect.rounded_near', { base }) : said('protect.rounded_far', { base, furthest }),
    ]
  }
  if (small === 0) return [said('protect.no_small', { threshold })]
  return [
    said(uniformSigns ? 'protect.small_hidden' : 'protect.small', { small, cells, threshold }),
    ...(more === 0 ? [] : [said('protect.more', { more })]),
    ...(uniformSigns ? [said('protect.uniform')] : []),
    said('protect.range', { count: protection + 1 }),
  ]
}

/** Which sums were hidden, by what rules. */
export function sumsSaid({ threshold, contributors }: DisclosureRule, summary: Summary | undefined): readonly Said[] {
  if (!summary) return []
  const { sensitive: small, complementary: more, cells } = summary
  const { dominance, closeness } = contributors
  const rules: SaidList = {
    as: 'items',
    of: [
      said('protect.rule_few', { threshold }),
      ...(dominance ? [said('protect.rule_dominance', { ...dominance })] : []),
      ...(closeness ? [said('protect.rule_closeness', { ...closeness })] : []),
    ],
  }
  return [
    small === 0 ? said('protect.no_sum', { rules }) : said('protect.sums', { small, cells, rules }),
    ...(small === 0 || more === 0 ? [] : [said('protect.more', { more })]),
    ...(dominance || closeness ? [] : [said('protect.no_contributor_rule')]),
  ]
}

/** What was blanked and left out of records, and what somebody learns of the person who is known to be in a group. */
export function recordsSaid({
  smallest,
  leftOut,
  blanked,
  diversity,
}: {
  readonly smallest: number
  readonly leftOut: ShownFigure
  readonly blanked: readonly (readonly [column: string, cells: ShownFigure])[]
  readonly diversity: readonly Diversity[]
}): readonly Said[] {
  return [
    said('protect.alike', { smallest, left: figureSaid(leftOut) }),
    ...blanked.map(([column, cells]) => said('protect.blanked', { column, cells: figureSaid(cells) })),
    ...diversity.map(diversitySaid),
    said('protect.one_release'),
  ]
}

const figureSaid = (figure: ShownFigure): Said | number =>
  typeof figure === 'number' ? figure : said('fewer_than', { threshold: figure.below })

function diversitySaid({ column, fewest, telling, surest }: Diversity): Said {
  if (fewest === 0) return said('protect.nobody_answered', { column })
  if (telling.groups === 0) return said('protect.diverse', { column, fewest, surest })
  return said('protect.telling', { column, ...telling, surest })
}
