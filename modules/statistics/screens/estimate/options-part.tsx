import {
  ChoiceField,
  ChoicesField,
  Columns,
  Disclosure,
  NumberField,
  Section,
  Stack,
  Text,
  TextField,
  useMessages,
} from '@gloact/ui'
import { useState } from 'react'
import { ChosenFile } from '../parts/chosen-file.tsx'
import { TABLES } from '../parts/tables.ts'
import type { EstimateAsked, LookedTable } from './estimate-task.ts'

interface OptionsPartProps {
  readonly table: LookedTable
  readonly asked: EstimateAsked
  readonly disabled: boolean
  readonly onAsked: (asked: EstimateAsked) => void
}

/** With fewer lists nothing tests whether every pair depends on one another. */
const FEWEST_TESTING = 4
const LEVELS = [80, 90, 95, 99]
/** What a linkage writes beside its counts, or a table of it. */
const DRAWS = `.json,${TABLES}`

/** By what the estimate is divided, what is known besides the lists, and how it is made. The defaults are the command’s. */
export function OptionsPart({ table, asked, disabled, onAsked }: OptionsPartProps) {
  const { t, formatNumber } = useMessages()
  const [open, setOpen] = useState(false)
  const set = (part: Partial<EstimateAsked>): void => onAsked({ ...asked, ...part })
  const isUntested = table.lists.length < FEWEST_TESTING
  const known = (
    <Stack>
      <TextField
        label={t('statistics.estimate.assume')}
        help={t('statistics.estimate.assume_about')}
        disabled={disabled}
        maxLength={1000}
        value={asked.assumption}
        onChange={(assumption) => set({ assumption })}
      />
      <Columns min="14rem">
        <NumberField
          label={t('statistics.estimate.at_least')}
          help={t('statistics.estimate.bound_about')}
          disabled={disabled}
          min={1}
          value={asked.atLeast}
          onChange={(atLeast) => set({ atLeast })}
        />
        <NumberField
          label={t('statistics.estimate.at_most')}
          help={t('statistics.estimate.bound_about')}
          disabled={disabled}
          min={1}
          value={asked.atMost}
          onChange={(atMost) => set({ atMost })}
        />
      </Columns>
    </Stack>
  )
  return (
    <Section title={t('statistics.estimate.options')} about={t('statistics.estimate.options_about')}>
      <Stack>
        {table.others.length > 0 && (
          <ChoicesField
            label={t('statistics.estimate.strata')}
            help={t('statistics.estimate.strata_about')}
            disabled={disabled}
            options={table.others.map((name) => ({ value: name, label: name }))}
            value={asked.strata}
            onChange={(strata) =>
              set({
                strata,
                trend: asked.trend !== null && strata.includes(asked.trend) ? asked.trend : null,
                residents: asked.residents,
              })
            }
          />
        )}
        <ChosenFile
          file={asked.residents}
          label={t('statistics.estimate.residents')}
          choose={t('statistics.estimate.residents_choose')}
          accept={TABLES}
          disabled={disabled}
          onFile={(residents) => set({ residents })}
        />
        <Stack gap="xs">
          <ChosenFile
            file={asked.draws}
            label={t('statistics.estimate.draws')}
            choose={t('statistics.estimate.draws_choose')}
            accept={DRAWS}
            disabled={disabled}
            onFile={(draws) => set({ draws })}
          />
          <Text size="sm" tone="quiet">
            {t('statistics.estimate.draws_about')}
          </Text>
        </Stack>
        {isUntested && known}
        <Disclosure summary={t('statistics.estimate.more_options')} open={open} onOpenChange={setOpen}>
          <Stack>
            {!isUntested && known}
            <Columns min="14rem">
              <ChoiceField
                label={t('statistics.estimate.method')}
                as="select"
                required
                disabled={disabled}
                options={(['usual', 'bic', 'aic', 'main', 'fixed'] as const).map((value) => ({
                  value,
                  label: t(`statistics.estimate.method_${value}`),
                }))}
                value={asked.method}
                onChange={(method) => method !== null && set({ method: method as EstimateAsked['method'] })}
              />
              {asked.method === 'fixed' && (
                <TextField
                  label={t('statistics.estimate.model')}
                  help={t('statistics.estimate.model_about', { example: table.lists.slice(0, 2).join('*') })}
                  disabled={disabled}
                  maxLength={1000}
                  value={asked.model}
                  onChange={(model) => set({ model })}
                />
              )}
              <ChoiceField
                label={t('statistics.estimate.level')}
                as="select"
                required
                disabled={disabled}
                options={LEVELS.map((level) => ({
                  value: String(level),
                  label: formatNumber(level / 100, { style: 'percent' }),
                }))}
                value={String(asked.level)}
                onChange={(level) => level !== null && set({ level: Number(level) })}
              />
              {asked.strata.length > 0 && (
                <ChoiceField
                  label={t('statistics.estimate.trend')}
                  help={t('statistics.estimate.trend_about')}
                  as="select"
                  disabled={disabled}
                  options={asked.strata.map((name) => ({ value: name, label: name }))}
                  value={asked.trend}
                  onChange={(trend) => set({ trend })}
                />
              )}
            </Columns>
          </Stack>
        </Disclosure>
      </Stack>
    </Section>
  )
}
