import type { Estimate } from '@gloact/estimation'
import { count } from '@gloact/estimation/words'
import type { ReportFigure } from '../document.ts'
import { plot } from '../plot.ts'

const format = (value: number): string => value.toLocaleString('en', { maximumFractionDigits: 2 })

/** Models further behind the best than this are not drawn. */
const FARTHEST = 40

/** N of every model against its BIC, the chosen one and those of other ways of choosing marked. */
export function multiverseFigure({ checks, fit, estimate, rules }: Estimate): ReportFigure {
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
      ? [{ x: behind(fit.bic), y: estimate, label: isBest ? 'chosen, best BIC' : 'chosen' }]
      : []),
    ...(isBest ? [] : [{ x: 0, y: best.estimate, label: 'best BIC' }]),
    ...(behind(byAic.bic) <= farthest && byAic !== best && byAic.model.join() !== fit?.model.join()
      ? [{ x: behind(byAic.bic), y: byAic.estimate, label: 'best AIC' }]
      : []),
  ]
  const near = ranges.find(({ units }) => units === rules.rangeUnits)
  const range =
    near && near.models > 0
      ? ` Within ${near.units} units they run from ${count(near.lowest)} to ${count(near.highest)}.`
      : ''
  return plot({
    x: { label: 'BIC units behind the best model' },
    y: { label: 'People in all (logarithmic)', logarithmic: true },
    points,
    marked,
    format,
    caption: `Every model whose estimate exists, up to ${Math.round(farthest)} BIC units behind the best. The further left, the better the fit.`,
    alternative: `Estimates of ${count(points.length)} models against how well they fit.${range}`,
  })
}

/** N against an interaction of all lists together, which nothing in the data can tell. */
export function sensitivityFigure({ checks, lists }: Estimate): ReportFigure | undefined {
  const points = checks.identification.allLists.filter(({ estimate }) => Number.isFinite(estimate))
  if (points.length < 2) return undefined
  return plot({
    x: { label: `Interaction of all ${lists.length} lists together (logarithm of an odds ratio)` },
    y: { label: 'People in all (logarithmic)', logarithmic: true },
    line: points.map(({ interaction, estimate }) => ({ x: interaction, y: estimate })),
    format,
    caption:
      'The estimate if what is assumed to be nothing were something: all these fit the people seen equally well.',
    alternative: `In all, by the interaction assumed: ${points.map(({ interaction, estimate }) => `${interaction}: ${count(estimate)}`).join('; ')}.`,
  })
}

/** N from growing parts of the people seen; `draws` says of what the band is the middle half. */
export function trajectoryFigure(
  trajectory: Estimate['checks']['trajectory'],
  draws = 'median and middle half of 40 draws',
): ReportFigure | undefined {
  const points = trajectory.filter(({ estimate }) => Number.isFinite(estimate))
  if (points.length < 2) return undefined
  return plot({
    x: { label: 'Share of the people seen that is used' },
    y: { label: 'People in all' },
    line: points.map(({ share, estimate }) => ({ x: share, y: estimate })),
    band: points.map(({ share, lower, upper }) => ({ x: share, lower, upper })),
    format,
    caption: `The estimate from growing parts of the people seen (${draws}): level where it has settled.`,
    alternative: `In all, by the share used: ${points.map(({ share, estimate }) => `${share}: ${count(estimate)}`).join('; ')}.`,
  })
}

const BINS = 40

/** How the replicates' estimates are spread. */
export function replicateFigure(
  estimates: Float64Array,
  estimate: number,
  chosenAgain: boolean,
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
    x: { label: 'People in all' },
    y: { label: 'Replicates' },
    line: bins,
    marked: [{ x: estimate, y: 0, label: 'estimate' }],
    format,
    caption: chosenAgain
      ? 'Estimates of the replicates, the choice of the model repeated in each. Several humps: the model chosen flips.'
      : 'Estimates of the replicates, the same model fitted to each.',
    alternative: `Most replicates lie between ${count(low)} and ${count(high)}.`,
  })
}
