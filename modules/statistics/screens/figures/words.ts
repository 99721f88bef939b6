import { CODE_LISTS, labelOf } from '@gloact/codes'
import { useMessages } from '@gloact/ui'
import type { FigureTableView } from '../../contract/figures.ts'
import { createContext, useContext, useMemo } from 'react'
import { FAMILIES, SEVERAL, SEVERAL_LABOUR, SEX_AND_LABOUR, UNKNOWN, isMissing } from '../../domain/canon.ts'
import { TOTAL } from '../../domain/figures.ts'
import { OTHER_OR_UNKNOWN } from '../../domain/standard-tables.ts'

type Label = Readonly<Record<string, string>>

/** What the country calls its areas: they have no words of their own here. */
export const AreaNames = createContext<ReadonlyMap<string, Label>>(new Map())

type Messages = ReturnType<typeof useMessages> & { readonly areas?: ReadonlyMap<string, Label> }

/** The words of figures, with the names of the country’s areas. */
export function useFigureWords(): ReturnType<typeof useMessages> & { readonly areas: ReadonlyMap<string, Label> } {
  const messages = useMessages()
  const areas = useContext(AreaNames)
  return useMemo(() => ({ ...messages, areas }), [messages, areas])
}

/** Lists of codes that bring their own words. */
const LISTS: Readonly<Record<string, string>> = {
  form_detail: 'exploitation_form',
  purpose: 'purpose',
  channel: 'detection_channel',
}

export const breakdownWord = ({ t }: Messages, breakdown: string): string => t(`statistics.breakdown.${breakdown}`)

/** What a code of a breakdown is called. */
export function codeWord({ t, language, areas }: Messages, breakdown: string, code: string): string {
  if (code === TOTAL) return t('statistics.total')
  if (breakdown === 'year') return code
  if (code === UNKNOWN) return t('statistics.code.unknown')
  if (isMissing(code) || code === 'answered') return t(`statistics.answer.${code}`)
  if (code === SEVERAL) return t('statistics.code.several')
  if (code === SEVERAL_LABOUR) return t('statistics.code.several_labour')
  if (code === SEX_AND_LABOUR) return t('statistics.code.sex_and_labour')
  if (code === OTHER_OR_UNKNOWN) return t('statistics.code.other_or_unknown')
  const field = FAMILIES[breakdown]?.field ?? breakdown
  if (field === 'area') return areas?.get(code)?.[language.slice(0, 2)] ?? areas?.get(code)?.['en'] ?? code
  const list = CODE_LISTS[LISTS[field] ?? '']
  return list ? labelOf(list, code, language) : t(`statistics.code.${field}.${code}`)
}

/** A figure as the reader’s language writes it; `<10` where it is certainly below that, and between what it lies where it is few. */
export function figureWord({ t, formatNumber }: Messages, shown: string): string {
  if (shown === '') return t('statistics.no_figure')
  const [, most] = shown.split('-')
  if (most !== undefined) return t('statistics.few', { most: formatNumber(Number(most)) })
  if (shown.startsWith('<')) return t('statistics.fewer_than', { base: formatNumber(Number(shown.slice(1))) })
  return formatNumber(Number(shown))
}

/** A figure with how far it may differ from its count, where that is more than the note beside the table says of all. */
export function toldFigure(messages: Messages, shown: string, within: number, usual: number): string {
  const figure = figureWord(messages, shown)
  return within <= usual || !/^\d+$/.test(shown)
    ? figure
    : messages.t('statistics.with_bound', { figure, within: messages.formatNumber(within) })
}

/** How far figures may differ that have no bound of their own beside them. */
export const usualBound = (base: number): number => base - 1

/** The rule beside a table: how near its figures are, and what `<10` says. */
export const ruleWord = (messages: Messages, base: number): string =>
  messages.t('statistics.rule', {
    base: messages.formatNumber(base),
    within: messages.formatNumber(usualBound(base)),
  })

type Asked = Pick<FigureTableView['query'], 'measure' | 'years' | 'sexes' | 'ages' | 'family' | 'codes'>

/** What a question is narrowed to, as codes by breakdown. */
export const filtersOf = ({
  years,
  sexes,
  ages,
  family,
  codes,
}: Asked): readonly (readonly [string, readonly string[]])[] =>
  (
    [
      ['year', years.map(String)],
      ['sex', sexes],
      ['age', ages],
      [family ?? '', family === null ? [] : codes],
    ] as const
  ).filter(([, chosen]) => chosen.length > 0)

/** What is counted, and of whom: "Victims identified: 2025, female, Coastal Province". */
export function titleWord(messages: Messages, query: Asked): string {
  const measure = messages.t(`statistics.measure.${query.measure}`)
  const filters = filtersOf(query).flatMap(([breakdown, codes]) =>
    codes.map((code) => codeWord(messages, breakdown, code)),
  )
  return filters.length === 0
    ? measure
    : messages.t('statistics.figures.title_of', { measure, filters: messages.formatFacts(filters) })
}

/** What a bar of the chart is as long as; 0 for what is below the base, or not published. */
export const lengthOf = (shown: string): number => (/^\d+(\.\d+)?$/.test(shown) ? Number(shown) : 0)
