import { country, labelOf } from '@gloact/codes'
import { Grid, Section } from '@gloact/ui'
import type { CountryFigures } from '../contract/figures.ts'
import { CHILDREN_LISTS } from '../domain/forms.ts'
import { useChildrenWords } from './children-words.ts'

type ShareTold = NonNullable<CountryFigures['shares']>[number]

/** Shares by what they are about, in the order in which they are read. */
const GROUPS = [
  ['guardians', ['guardian_at_once', 'guardian_appointed', 'guardian_without', 'guardian_over_limit']],
  [
    'decisions',
    [
      'assessed_days_2',
      'assessed_days_7',
      'assessed_days_30',
      'assessed_non_urgent',
      'determined',
      'against_view',
      'void_before_use',
      'heard_child',
      'heard_guardian',
    ],
  ],
  [
    'lasting',
    [
      'lasts.goes_on',
      'lasts.not_found',
      'lasts.ended_or_unknown',
      'followed_1',
      'followed_3',
      'followed_6',
      'followed_12',
      'prepared_for_18',
    ],
  ],
  [
    'safety',
    ['together', 'unrelated_unreviewed', 'detained', 'missing_per_1000_nights', 'found_in_a_week', 'asked_again'],
  ],
  ['age', ['age_doubted', 'age_minor', 'age_upheld', 'left.turned_18', 'left.document', 'left.assessment']],
  ['tracing', ['confirmed_likely', 'confirmed_possible', 'confirmed_weak', 'held', 'holds_cleared']],
] as const
/** Numbers that are no share, below the group to which they belong. */
const MEASURES: Readonly<Record<string, string>> = { safety: 'detained_hours', tracing: 'days_to_judge' }

/** What the coordinator follows beside the counts: each a share of what it could have been, and about how many that is. */
export function Shares({ figures }: { readonly figures: CountryFigures }) {
  const { t, formatNumber, language } = useChildrenWords()
  const { shares, measures = [] } = figures
  // A month that was told before these were counted has none.
  if (shares === undefined) return null
  const byId = new Map(shares.map((share) => [share.id, share]))
  const number = (value: number | null) => (value === null ? t('children.figures.withheld') : formatNumber(value))
  const cells = ({ id, of, share }: ShareTold): readonly string[] => {
    if (of === null) return [t('children.figures.withheld'), t('children.figures.withheld')]
    if (share === null) return [t('children.figures.nothing'), number(of)]
    // Of a thousand nights, and no part of them.
    if (id === 'missing_per_1000_nights') return [formatNumber(share * 1000, { maximumFractionDigits: 0 }), number(of)]
    return [formatNumber(share, { style: 'percent', maximumFractionDigits: 0 }), number(of)]
  }
  const careWord = (code: string) => {
    const regular = CHILDREN_LISTS['children_care']!
    const list = regular.codes.some((each) => each.code === code) ? regular : CHILDREN_LISTS['children_care_irregular']!
    return labelOf(list, code, language)
  }
  const nationality = (code: string) =>
    code === 'not_said' ? t('children.share.cleared.not_said') : labelOf(country, code, language)
  const columns = ['', t('children.figures.share'), t('children.figures.about_of')]
  const cleared = shares.filter(({ id }) => id.startsWith('cleared.'))
  const care = shares.filter(({ id }) => id.startsWith('care.'))
  return (
    <>
      {GROUPS.map(([group, ids]) => {
        const measure = measures.find(({ id }) => id === MEASURES[group])
        return (
          <Section
            key={group}
            title={t(`children.figures.shares.${group}`)}
            about={t(`children.figures.shares.${group}.about`)}
          >
            <Grid
              caption={t(`children.figures.shares.${group}`)}
              columns={columns}
              rows={[
                ...ids.flatMap((id) => {
                  const share = byId.get(id)
                  return share ? [{ id, header: t(`children.share.${id}`), cells: cells(share) }] : []
                }),
                ...(measure
                  ? [{ id: measure.id, header: t(`children.share.${measure.id}`), cells: [number(measure.value), ''] }]
                  : []),
              ]}
            />
          </Section>
        )
      })}
      {cleared.length > 0 && (
        <Section title={t('children.figures.shares.cleared')} about={t('children.figures.shares.cleared.about')}>
          <Grid
            caption={t('children.figures.shares.cleared')}
            columns={columns}
            rows={cleared.map((share) => ({
              id: share.id,
              header: nationality(share.id.slice('cleared.'.length)),
              cells: cells(share),
            }))}
          />
        </Section>
      )}
      {care.length > 0 && (
        <Section title={t('children.figures.shares.care')} about={t('children.figures.shares.care.about')}>
          <Grid
            caption={t('children.figures.shares.care')}
            columns={columns}
            rows={care.map((share) => ({
              id: share.id,
              header: careWord(share.id.slice('care.'.length)),
              cells: cells(share),
            }))}
          />
        </Section>
      )}
    </>
  )
}
