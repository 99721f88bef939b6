import { AreaMap, Text } from '@gloact/ui'
import type { FigureTableView } from '../../contract/figures.ts'
import { codeWord, figureWord, lengthOf, useFigureWords } from './words.ts'

export interface DrawnArea {
  readonly area: string
  readonly points: readonly (readonly [x: number, y: number])[]
}

interface Props {
  readonly table: FigureTableView
  readonly areas: readonly DrawnArea[]
}

const AREA = 'area'

/** Where figures are broken down by area, the same totals on the country’s own drawing; it says nothing that the table does not. */
export function FigureMap({ table, areas }: Props) {
  const messages = useFigureWords()
  const { t } = messages
  const { query, rows, columns, cells } = table
  const drawn = areas.filter(({ points }) => points.length > 2)
  if (drawn.length === 0 || (query.rows !== AREA && query.columns !== AREA)) return null
  const shownOf = (area: string): string | undefined =>
    query.rows === AREA ? cells[rows.indexOf(area)]?.at(-1) : cells.at(-1)?.[columns.indexOf(area)]
  return (
    <>
      <AreaMap
        label={t('statistics.map.label')}
        areas={drawn.map(({ area, points }) => {
          const shown = shownOf(area)
          return {
            id: area,
            points,
            name: codeWord(messages, AREA, area),
            said: shown === undefined ? '' : figureWord(messages, shown),
            some: shown !== undefined && lengthOf(shown) > 0,
          }
        })}
      />
      <Text size="sm" tone="quiet">
        {t('statistics.map.about')}
      </Text>
    </>
  )
}
