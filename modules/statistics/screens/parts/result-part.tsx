import {
  BarChart,
  Button,
  Callout,
  Disclosure,
  Grid,
  MOST_SERIES,
  Row,
  saveFile,
  Section,
  Stack,
  Text,
  useMessages,
} from '@gloact/ui'
import type { Cell, Heading, Made, MadeTable } from '../worker/made.ts'

interface ResultPartProps {
  readonly made: Made
  /** What is saved is named after it. */
  readonly name: string
}

/** What a tool has made: the first line in words, what to know, tables with bars beside them, and the files to save. */
export function ResultPart({ made, name }: ResultPartProps) {
  const { t } = useMessages()
  const { first, notes, details, tables, files } = made
  return (
    <Stack gap="lg">
      <Section title={t('statistics.tool.result')}>
        <Stack>
          <Text tone="strong">{t(first.id, first.params)}</Text>
          {notes.length > 0 && (
            <Callout title={t('statistics.estimate.know')}>
              <ul>
                {notes.map(({ id, params }) => (
                  <li key={`${id} ${JSON.stringify(params)}`}>{t(id, params)}</li>
                ))}
              </ul>
            </Callout>
          )}
          {details.length > 0 && (
            <Disclosure summary={t('statistics.estimate.in_detail')}>
              <div lang="en" dir="ltr">
                <ul>
                  {details.map((words) => (
                    <li key={words}>{words}</li>
                  ))}
                </ul>
              </div>
            </Disclosure>
          )}
        </Stack>
      </Section>
      {tables.map((table) => (
        <TablePart key={`${table.title.id} ${JSON.stringify(table.title.params)}`} table={table} />
      ))}
      <Section title={t('statistics.estimate.save')} about={t('statistics.tool.save_about')}>
        <Row>
          {files.map(({ label, ending, file }) => (
            <Button key={ending} icon="download" onPress={() => saveFile(file, `${name}.${ending}`)}>
              {t(label)}
            </Button>
          ))}
        </Row>
      </Section>
    </Stack>
  )
}

function TablePart({ table }: { readonly table: MadeTable }) {
  const { t, formatNumber } = useMessages()
  const { title, columns, rows, bars = [], totals = [], more = 0 } = table
  const words = t(title.id, title.params)
  const heading = (one: Heading): string => (typeof one === 'string' ? one : t(one.id, one.params))
  const said = (cell: Cell): string =>
    typeof cell === 'number' ? formatNumber(cell, { maximumFractionDigits: 3 }) : heading(cell)
  const series = bars.slice(0, MOST_SERIES)
  return (
    <Section title={words}>
      <Stack>
        <Grid
          caption={words}
          columns={columns.map(heading)}
          rows={rows.map(([first = '', ...cells], at) => ({
            id: String(at),
            header: <bdi>{said(first)}</bdi>,
            cells: cells.map((cell, place) => <bdi key={columnKey(columns[place + 1])}>{said(cell)}</bdi>),
          }))}
        />
        {more > 0 && <Text tone="quiet">{t('statistics.tool.more_rows', { count: more })}</Text>}
        {series.length > 0 && (
          <BarChart
            label={words}
            series={series.length > 1 ? series.map((at) => heading(columns[at]!)) : []}
            rows={[...rows.entries()]
              .filter(([at]) => !totals.includes(at))
              .map(([at, row]) => ({
                id: String(at),
                label: said(row[0]!),
                values: series.map((place) => lengthOf(row[place]!)),
                said: series.map((place) => said(row[place]!)),
              }))}
          />
        )}
      </Stack>
    </Section>
  )
}

const columnKey = (heading: Heading | undefined): string =>
  typeof heading === 'string' ? heading : (heading?.id ?? '')

/** What is hidden has no length. */
function lengthOf(cell: Cell): number {
  const value = typeof cell === 'number' ? cell : Number(cell)
  return Number.isFinite(value) ? value : 0
}
