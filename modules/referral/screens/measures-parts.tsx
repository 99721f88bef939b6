import { Grid, Section, Text } from '@gloact/ui'
import type { PlacesView } from '../contract/measures.ts'
import { ENDINGS, type Ending, type Waited } from '../domain/measures.ts'
import { useReferralWords } from './referral-words.ts'

export interface MeasureLine {
  readonly id: string
  readonly word: string
  /** Null where it is withheld. */
  readonly value: Waited | { readonly count: number | null; readonly of: number | null } | null
}

/** How long things took and how often they were so, a line each. */
export function MeasureLines({ lines }: { lines: readonly MeasureLine[] }) {
  const { t } = useReferralWords()
  const say = useMeasureWords()
  return (
    <Section title={t('referral.figures.in_time')}>
      <Grid
        caption={t('referral.figures.in_time')}
        columns={[t('referral.figures.measure'), t('referral.figures.value')]}
        rows={lines.map(({ id, word, value }) => ({ id, header: word, cells: [say(value)] }))}
      />
    </Section>
  )
}

export interface GroupRow {
  /** A need, or an area; null: all of them. */
  readonly group: string | null
  readonly sent: number | null
  readonly endings: Readonly<Record<Ending, number | null>>
}

interface EndingsTableProps {
  readonly title: string
  /** What the groups are: a need, an area. */
  readonly of: string
  readonly all: string
  readonly nameOf: (group: string) => string
  readonly rows: readonly GroupRow[]
}

/** Needs, or areas, by the outcome of their referrals. */
export function EndingsTable({ title, of, all, nameOf, rows }: EndingsTableProps) {
  const { t, formatNumber } = useReferralWords()
  const shown = (count: number | null) => (count === null ? t('referral.figures.withheld') : formatNumber(count))
  return (
    <Section title={title}>
      {rows.length === 0 ? (
        <Text>{t('referral.figures.none')}</Text>
      ) : (
        <Grid
          caption={title}
          columns={[of, t('referral.figures.sent'), ...ENDINGS.map((ending) => t(`referral.figures.ending.${ending}`))]}
          rows={rows.map(({ group, sent, endings }) => ({
            id: group ?? 'all',
            header: group === null ? all : nameOf(group),
            cells: [shown(sent), ...ENDINGS.map((ending) => shown(endings[ending]))],
          }))}
        />
      )}
    </Section>
  )
}

/** How full services were, and how often nobody knew. */
export function PlacesTable({ places }: { places: PlacesView }) {
  const { t, need: needWord, formatNumber } = useReferralWords()
  if (places.length === 0) return null
  const percent = (value: number | null) =>
    value === null
      ? t('referral.figures.never_known')
      : formatNumber(value / 100, { style: 'percent', maximumFractionDigits: 0 })
  return (
    <Section title={t('referral.figures.places')} about={t('referral.figures.places_about')}>
      <Grid
        caption={t('referral.figures.places')}
        columns={[t('referral.need'), t('referral.figures.occupancy'), t('referral.figures.blindness')]}
        rows={places.map(({ need, occupancy, blindness }) => ({
          id: need,
          header: needWord(need),
          cells: [percent(occupancy), percent(blindness)],
        }))}
      />
    </Section>
  )
}

const DAY = 24
/** From so many hours on a time is said in days. */
const IN_DAYS = 72

/** A share or a time in words. */
function useMeasureWords(): (value: MeasureLine['value']) => string {
  const { t, formatNumber } = useReferralWords()
  const time = (hours: number): string =>
    hours < IN_DAYS
      ? t('referral.figures.hours', { hours: Math.max(1, Math.round(hours)) })
      : t('referral.figures.days', { days: Math.round(hours / DAY) })
  return (value) => {
    if (value === null) return t('referral.figures.withheld')
    if ('median' in value) {
      const { median, ninetieth } = value
      if (median === null) return t('referral.figures.waited_none')
      if (ninetieth === null) return t('referral.figures.waited_half', { median: time(median) })
      return t('referral.figures.waited', { median: time(median), ninetieth: time(ninetieth) })
    }
    const { count, of } = value
    if (count === null || of === null) return t('referral.figures.withheld')
    if (of === 0) return t('referral.figures.nobody_yet')
    const percent = formatNumber(count / of, { style: 'percent', maximumFractionDigits: 0 })
    return t('referral.figures.share', { count: formatNumber(count), of: formatNumber(of), percent })
  }
}
