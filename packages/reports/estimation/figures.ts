import type { Estimate } from '@gloact/estimation'
import type { ReportFigure } from '../document.ts'
import { plot } from '../plot.ts'
import type { ReportWords } from '../words.ts'

/** Models further behind the best than this are not drawn. */
const FARTHEST = 40

/** N of every model against its BIC, the chosen one and those of other ways of choosing marked. */
export function multiverseFigure(
  { checks, fit, estimate, rules }: Estimate,
  { t, number, count, direction }: ReportWords,
): ReportFigure {
  const { models, ranges } = checks.multiverse
  const best = models[0]!
  const behind = (bic: number) => bic - best.bic
  const farthest = Math.max(FARTHEST, fit && Number.isFinite(fit.bic) ? behind(fit.bic) + 2 : 0)
  const points = models
    .filter(({ bic }) => behind(bic) <= farthest)
    .map(({ bic, estimate: value }) => ({ x: behind(bic), y: value }))
  const isBest = fit?.model.join() === best.model.join()
  const byAic = models.reduce((least, model) => (model.aic < least.aic ? model : least), best)
  const marked = [
    ...(fit && Number.isFinite(fit.estimate)
      ? [{ x: behind(fit.bic), y: estimate, label: t(isBest ? 'reports.plot.chosen_best' : 'reports.plot.chosen') }]
      : []),
    ...(isBest ? [] : [{ x: 0, y: best.estimate, label: t('reports.plot.best_bic') }]),
    ...(behind(byAic.bic) <= farthest && byAic !== best && byAic.model.join() !== fit?.model.join()
      ? [{ x: behind(byAic.bic), y: byAic.estimate, label: t('reports.plot.best_aic') }]
      : []),
  ]
  const near = ranges.find(({ units }) => units === rules.rangeUnits)
  const range = near && near.models > 0 ? near : undefined
  return plot({
    x: { label: t('reports.plot.behind') },
    y: { label: t('reports.plot.people_logarithmic'), logarithmic: true },
    points,
    marked,
    direction,
    format: number,
    caption: t('reports.plot.models', { units: Math.round(farthest) }),
    alternative: range
      ? t('reports.plot.models_described_range', {
          models: points.length,
          units: range.units,
          lowest: count(range.lowest),
          highest: count(range.highest),
        })
      : t('reports.plot.models_described', { models: points.length }),
  })
}

/** N against an interaction of all lists together, which nothing in the data can tell. */
export function sensitivityFigure(
  { checks }: Estimate,
  { t, number, count, items, direction }: ReportWords,
): ReportFigure | undefined {
  const points = checks.identification.allLists.filter(({ estimate }) => Number.isFinite(estimate))
  if (points.length < 2) return undefined
  return plot({
    x: { label: t('reports.plot.interaction') },
    y: { label: t('reports.plot.people_logarithmic'), logarithmic: true },
    line: points.map(({ interaction, estimate }) => ({ x: interaction, y: estimate })),
    direction,
    format: number,
    caption: t('reports.plot.sensitivity'),
    alternative: t('reports.plot.sensitivity_described', {
      points: items(points.map(({ interaction, estimate }) => `${number(interaction)}: ${count(estimate)}`)),
    }),
  })
}

/** N from growing parts of the people seen; `draws` says of what the band is the middle half. */
export function trajectoryFigure(
  trajectory: Estimate['checks']['trajectory'],
  draws: string,
  { t, number, count, items, direction }: ReportWords,
): ReportFigure | undefined {
  const points = trajectory.filter(({ estimate }) => Number.isFinite(estimate))
  if (points.length < 2) return undefined
  return plot({
    x: { label: t('reports.plot.share') },
    y: { label: t('reports.plot.people') },
    line: points.map(({ share, estimate }) => ({ x: share, y: estimate })),
    band: points.map(({ share, lower, upper }) => ({ x: share, lower, upper })),
    direction,
    format: number,
    caption: t('reports.plot.trajectory', { draws }),
    alternative: t('reports.plot.trajectory_described', {
      points: items(points.map(({ share, estimate }) => `${number(share)}: ${count(estimate)}`)),
    }),
  })
}

const BINS = 40

/** How the replicates' estimates are spread. */
export function replicateFigure(
  estimates: Float64Array,
  estimate: number,
  chosenAgain: boolean,
  { t, number, count, direction }: ReportWords,
): ReportFigure | undefined {
  const finite = [...estimates].filter(Number.isFinite).toSorted((a, b) => a - b)
  if (finite.length < 20) return undefined
  const low = finite[Math.floor(finite.length * 0.005)]!
  const high = finite[Math.ceil(finite.length * 0.995) - 1]!
  const width = (high - low) / BINS || 1
  const bins = Array.from({ length: BINS + 1 }, (_, at) => ({ x: low + at * width, y: 0 }))
  for (const value of finite) {
    const at = Math.round((value - low) / width)
    if (at >= 0 && at <= BINS) bins[at]!.y++
  }
  return plot({
    x: { label: t('reports.plot.people') },
    y: { label: t('reports.plot.replicates') },
    line: bins,
    marked: [{ x: estimate, y: 0, label: t('reports.plot.estimate') }],
    direction,
    format: number,
    caption: t(chosenAgain ? 'reports.plot.spread_chosen' : 'reports.plot.spread_given'),
    alternative: t('reports.plot.spread_described', { lowest: count(low), highest: count(high) }),
  })
}
