import { ChoiceField, ChoicesField, Columns, Disclosure, Stack } from '@gloact/ui'
import { useState } from 'react'
import type { FigureTableView } from '../../contract/figures.ts'
import { AGES, SEXES, type Age, type Sex } from '../../domain/canon.ts'
import { BASIC_BREAKDOWNS } from '../../domain/figures.ts'
import { breakdownWord, codeWord, useFigureWords } from './words.ts'

export type Question = FigureTableView['query']

export interface MeasureChoice {
  readonly id: string
  readonly years: readonly number[]
  readonly families: readonly { readonly id: string; readonly codes: readonly string[] }[]
}

interface Props {
  readonly measures: readonly MeasureChoice[]
  readonly question: Question
  readonly onChange: (question: Question) => void
}

const isFamily = (breakdown: string | null): breakdown is string =>
  breakdown !== null && !(BASIC_BREAKDOWNS as readonly string[]).includes(breakdown)

/** What is counted, by what, and narrowed to what. Beyond year, sex and age one breakdown at a time: choosing another lets go of it. */
export function QuestionPart({ measures, question, onChange }: Props) {
  const messages = useFigureWords()
  const { t } = messages
  const [open, setOpen] = useState(false)
  const measure = measures.find(({ id }) => id === question.measure) ?? measures[0]!
  const breakdowns = [...BASIC_BREAKDOWNS, ...measure.families.map(({ id }) => id)]
  const options = (without: string | null) =>
    breakdowns.flatMap((id) => (id === without ? [] : [{ value: id, label: breakdownWord(messages, id) }]))
  const family = isFamily(question.rows)
    ? question.rows
    : isFamily(question.columns)
      ? question.columns
      : question.family
  const codes = measure.families.find(({ id }) => id === family)?.codes ?? []
  /** One breakdown beyond the three: a new one in rows takes the place of one in columns, and of its filter. */
  const broken = (next: Question): Question => {
    const beyond = isFamily(next.rows) ? next.rows : isFamily(next.columns) ? next.columns : next.family
    const columns = isFamily(next.rows) && isFamily(next.columns) && next.rows !== next.columns ? null : next.columns
    const isSame = next.family === beyond
    return {
      ...next,
      columns: columns === next.rows ? null : columns,
      family: isSame ? next.family : null,
      codes: isSame ? next.codes : [],
    }
  }
  return (
    <Stack>
      <Columns min="14rem">
        <ChoiceField
          label={t('statistics.figures.measure')}
          as="select"
          required
          options={measures.map(({ id }) => ({ value: id, label: t(`statistics.measure.${id}`) }))}
          value={question.measure}
          onChange={(id) => {
            const next = measures.find((one) => one.id === id)
            if (!next) return
            const has = (one: string | null) => !isFamily(one) || next.families.some((each) => each.id === one)
            onChange({
              ...question,
              measure: next.id,
              rows: has(question.rows) ? question.rows : 'year',
              columns: has(question.columns) && question.columns !== 'year' ? question.columns : null,
              family: has(question.family) ? question.family : null,
              codes: has(question.family) ? question.codes : [],
            })
          }}
        />
        <ChoiceField
          label={t('statistics.figures.rows')}
          as="select"
          required
          options={options(null)}
          value={question.rows}
          onChange={(rows) => rows !== null && onChange(broken({ ...question, rows }))}
        />
        <ChoiceField
          label={t('statistics.figures.columns')}
          as="select"
          options={options(question.rows).filter(({ value }) => !(isFamily(question.rows) && isFamily(value)))}
          value={question.columns}
          onChange={(columns) => onChange(broken({ ...question, columns }))}
        />
      </Columns>
      <Disclosure summary={t('statistics.figures.narrow')} open={open} onOpenChange={setOpen}>
        <Stack>
          <ChoicesField
            label={breakdownWord(messages, 'year')}
            options={measure.years.map((year) => ({ value: String(year), label: String(year) }))}
            value={question.years.map(String)}
            onChange={(years) => onChange({ ...question, years: years.map(Number).toSorted((a, b) => a - b) })}
          />
          <ChoicesField
            label={breakdownWord(messages, 'sex')}
            options={SEXES.map((code) => ({ value: code, label: codeWord(messages, 'sex', code) }))}
            value={question.sexes}
            onChange={(sexes) => onChange({ ...question, sexes: sexes as Sex[] })}
          />
          <ChoicesField
            label={breakdownWord(messages, 'age')}
            options={AGES.map((code) => ({ value: code, label: codeWord(messages, 'age', code) }))}
            value={question.ages}
            onChange={(ages) => onChange({ ...question, ages: ages as Age[] })}
          />
          {!isFamily(question.rows) && !isFamily(question.columns) && (
            <ChoiceField
              label={t('statistics.figures.filter_by')}
              help={t('statistics.figures.one_breakdown')}
              as="select"
              options={measure.families.map(({ id }) => ({ value: id, label: breakdownWord(messages, id) }))}
              value={question.family}
              onChange={(next) => onChange({ ...question, family: next, codes: [] })}
            />
          )}
          {family !== null && (
            <ChoicesField
              label={breakdownWord(messages, family)}
              options={codes.map((code) => ({ value: code, label: codeWord(messages, family, code) }))}
              value={question.family === family ? question.codes : []}
              onChange={(chosen) =>
                onChange({
                  ...question,
                  family:
                    chosen.length === 0 && (family === question.rows || family === question.columns) ? null : family,
                  codes: [...chosen],
                })
              }
            />
          )}
        </Stack>
      </Disclosure>
    </Stack>
  )
}
