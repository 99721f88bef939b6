import { labelOf, type CodeList } from '@gloact/codes'
import { BarChart, useMessages } from '@gloact/ui'
import type { Counted } from '../contract/overview.ts'
import { STRATEGY_LISTS } from '../domain/lists.ts'

const SHOWN = ['verified', 'claimed', 'late', 'blocked'] as const

interface Pillar {
  readonly pillar: string
  readonly figures: Readonly<Partial<Record<(typeof SHOWN)[number], Counted>>>
}

/** The plan by pillar as bars, beside the table that says the same. */
export function PillarChart({ pillars }: { readonly pillars: readonly Pillar[] }) {
  const { t, language, formatNumber } = useMessages()
  return (
    <BarChart
      label={t('strategy.response.chart', { title: t('strategy.overview.actions') })}
      series={SHOWN.map((name) => t(`strategy.figure.${name}`))}
      rows={pillars.map(({ pillar, figures }) => {
        const counts = SHOWN.map((name) => figures[name]?.count ?? 0)
        return {
          id: pillar,
          label: labelOf(STRATEGY_LISTS['pillar'] as CodeList, pillar, language),
          values: counts,
          said: counts.map((count) => formatNumber(count)),
        }
      })}
    />
  )
}
