import { CODE_LISTS, labelOf } from '@gloact/codes'
import { useMessages } from '@gloact/ui'
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

/** A figure as the reader’s language writes it; `<10` where it is below what is shown. */
export function figureWord({ t, formatNumber }: Messages, shown: string): string {
  if (shown === '') return t('statistics.no_figure')
  if (shown.startsWith('<')) return t('statistics.fewer_than', { base: formatNumber(Number(shown.slice(1))) })
  return formatNumber(Number(shown))
}

/** What a bar of the chart is as long as; 0 for what is below the base, or not published. */
export const lengthOf = (shown: string): number => (/^\d+(\.\d+)?$/.test(shown) ? Number(shown) : 0)
