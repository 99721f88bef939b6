import { useQuery } from '@tanstack/react-query'
import { asPlainDate } from '@gloact/kernel'
import { labelOf, type CodeList } from '@gloact/codes'
import {
  Button,
  ChoiceField,
  Grid,
  PageHeader,
  QueryState,
  Row,
  Section,
  Stack,
  Text,
  saveFile,
  useClient,
} from '@gloact/ui'
import { useState } from 'react'
import { FIGURE_TABLES, readFigures, type CountryFigures, type FigureTable } from '../contract/figures.ts'
import { cpimsCsv } from '../domain/cpims.ts'
import { COUNTED_CLOCKS, NOT_ASKED, clockId } from '../domain/figures.ts'
import { CHILDREN_LISTS } from '../domain/forms.ts'
import { TRACING_LISTS } from '../domain/tracing/lists.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { Shares } from './figures-shares.tsx'

/** The whole country's children at the end of a month. */
export function FiguresPage() {
  const { t, formatDate } = useChildrenWords()
  const client = useClient()
  const [month, setMonth] = useState<string | null>(null)
  const found = useQuery({
    queryKey: CHILDREN_KEYS.figures(month ?? ''),
    queryFn: () => client.callOrThrow(readFigures, { query: month === null ? {} : { month } }),
  })
  const header = <PageHeader title={t('children.figures.title')} about={t('children.figures.about')} />
  if (found.data === undefined)
    return (
      <>
        {header}
        <QueryState query={found} loading={t('children.loading')} />
      </>
    )
  const { months, figures } = found.data
  const save = () =>
    saveFile(new Blob([cpimsCsv(figures)], { type: 'text/csv;charset=utf-8' }), `children-${figures.month}.csv`)
  return (
    <>
      {header}
      <Stack gap="lg">
        <Row>
          <ChoiceField
            as="select"
            label={t('children.figures.month')}
            options={months.map((id) => ({ value: id, label: id }))}
            value={figures.month}
            onChange={setMonth}
          />
          <Button icon="download" onPress={save}>
            {t('children.figures.cpims')}
          </Button>
        </Row>
        <Text tone="quiet">{t('children.figures.as_of', { day: formatDate(asPlainDate(figures.asOf)) })}</Text>
        <Text>{t('children.figures.withheld_why', { threshold: figures.threshold })}</Text>
        {FIGURE_TABLES.map((table) => {
          const told = figures.tables[table]
          return told && <OneTable key={table} id={table} told={told} />
        })}
        <Reunited what="reunited" reunited={figures.reunited} />
        {figures.lasting && <Reunited what="in_place" reunited={figures.lasting} />}
        <Shares figures={figures} />
        <Guardians guardians={figures.guardians} />
      </Stack>
    </>
  )
}

function useShown() {
  const { t, formatNumber } = useChildrenWords()
  return (value: number | null, options?: Intl.NumberFormatOptions) =>
    value === null ? t('children.figures.withheld') : formatNumber(value, options)
}

/** The lists of tables of which every code is in one of a few. */
const LISTS: Readonly<Partial<Record<FigureTable, readonly CodeList[]>>> = {
  separation: [TRACING_LISTS['separation_cause']!],
  determined: [CHILDREN_LISTS['children_option']!],
  solutions: [CHILDREN_LISTS['children_moving']!],
  verified: [TRACING_LISTS['match_finding']!, CHILDREN_LISTS['children_finding']!],
  reunified: [TRACING_LISTS['tracing_action_type']!],
  not_reunited: [CHILDREN_LISTS['children_dropped']!],
}

function useRowWord(table: FigureTable): (code: string | null) => string {
  const { t, clock, kind, language } = useChildrenWords()
  return (code) => {
    if (code === null) return t('children.figures.all')
    if (table === 'people') return t(`children.figures.sex.${code}`)
    if (code === NOT_ASKED) return t(table === 'care' ? 'children.nothing_yet' : 'children.figures.not_asked')
    const listed = LISTS[table]?.find(({ codes }) => codes.some((one) => one.code === code))
    if (listed) return labelOf(listed, code, language)
    if (table === 'reunified') return t(`children.figures.found_by.${code}`)
    if (table === 'closings')
      return code === 'in_contact' || code === 'withdrawn'
        ? t(`children.figures.closing.${code}`)
        : labelOf(TRACING_LISTS['closed_because']!, code, language)
    if (table === 'tracing') return t(`children.tracing_request.state.${code}`)
    if (table === 'clocks') {
      const [name, of] = COUNTED_CLOCKS.find((each) => clockId(each) === code) ?? []
      return name === undefined || of === undefined ? code : `${kind(name)}: ${clock(name, of)}`
    }
    if (table === 'stock') return labelOf(CHILDREN_LISTS['children_guardian_reason']!, code, language)
    const regular = CHILDREN_LISTS['children_care']!
    return labelOf(
      regular.codes.some((each) => each.code === code) ? regular : CHILDREN_LISTS['children_care_irregular']!,
      code,
      language,
    )
  }
}

type TableTold = CountryFigures['tables']['stock']

function OneTable({ id, told }: { readonly id: FigureTable; readonly told: TableTold }) {
  const { t, state } = useChildrenWords()
  const shown = useShown()
  const row = useRowWord(id)
  const { columns, rows } = told
  const column = (code: string) => {
    if (code === 'total') return t('children.figures.total')
    if (id === 'people') return t(`children.figures.age.${code}`)
    if (id === 'clocks') return t(`children.figures.outcome.${code}`)
    if (id === 'solutions') return state('solution', code)
    return code === 'none' ? t('children.figures.no_guardian') : state('guardianship', code)
  }
  return (
    <Section title={t(`children.figures.table.${id}`)} about={t(`children.figures.table.${id}.about`)}>
      {rows[0]?.cells[0] === 0 ? (
        <Text tone="quiet">{t('children.figures.none')}</Text>
      ) : (
        <Grid
          caption={t(`children.figures.table.${id}`)}
          columns={['', ...columns.map(column)]}
          rows={rows.map(({ code, cells }) => ({
            id: code ?? 'all',
            header: row(code),
            cells: cells.map((cell) => shown(cell)),
          }))}
        />
      )}
    </Section>
  )
}

function Reunited({
  what,
  reunited,
}: {
  readonly what: 'reunited' | 'in_place'
  readonly reunited: CountryFigures['reunited']
}) {
  const { t } = useChildrenWords()
  const shown = useShown()
  return (
    <Section title={t(`children.figures.${what}`)} about={t(`children.figures.${what}.about`)}>
      <Grid
        caption={t(`children.figures.${what}`)}
        columns={[t('children.figures.after'), t('children.figures.share')]}
        rows={reunited.after.map(({ months, share }) => ({
          id: String(months),
          header: t('children.figures.months', { months }),
          cells: [shown(share, { style: 'percent', maximumFractionDigits: 0 })],
        }))}
      />
    </Section>
  )
}

function Guardians({ guardians }: { readonly guardians: CountryFigures['guardians'] }) {
  const { t } = useChildrenWords()
  const shown = useShown()
  const lines = [
    ['active', guardians.guardians],
    ['median', guardians.median],
    ['largest', guardians.largest],
    ['over', guardians.overLimit],
  ] as const
  return (
    <Section title={t('children.figures.guardians')} about={t('children.figures.guardians.about')}>
      <Grid
        caption={t('children.figures.guardians')}
        columns={['', t('children.figures.total')]}
        rows={lines.map(([id, value]) => ({
          id,
          header: t(`children.figures.guardians.${id}`),
          cells: [shown(value)],
        }))}
      />
    </Section>
  )
}
