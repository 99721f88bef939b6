import { ChoiceField, ChoicesField, Columns, NumberField, Section, Stack, useMessages } from '@gloact/ui'
import type { EstimateLimits } from '../../contract/limits.ts'
import type { LookedColumns, ProtectAsked } from './protect-task.ts'

interface ProtectOptionsProps {
  readonly looked: LookedColumns
  readonly asked: ProtectAsked
  readonly rules: EstimateLimits['disclosure']
  readonly disabled: boolean
  readonly onAsked: (asked: ProtectAsked) => void
}

/** How the file is counted or summed, for whom, and by what rule. */
export function ProtectOptions({ looked, asked, rules, disabled, onAsked }: ProtectOptionsProps) {
  const { t } = useMessages()
  const set = (part: Partial<ProtectAsked>): void => onAsked({ ...asked, ...part })
  const named = (names: readonly string[]) => names.map((name) => ({ value: name, label: name }))
  const free = (others: readonly (string | null)[]) => looked.columns.filter((name) => !others.includes(name))
  const isOfSums = asked.amount !== null
  const unused = (names: readonly string[]) =>
    named(names.filter((name) => ![...asked.rows, ...asked.columns].includes(name)))
  const { threshold: least } = rules[asked.audience]
  return (
    <Section title={t('statistics.estimate.options')} about={t('statistics.protect.options_about')}>
      <Stack>
        <ChoicesField
          label={t('statistics.protect.rows')}
          help={t('statistics.protect.rows_about')}
          disabled={disabled}
          options={named(free([...asked.columns, asked.count, asked.amount]))}
          value={asked.rows}
          onChange={(rows) => set({ rows })}
        />
        <Columns min="14rem">
          <ChoiceField
            label={t('statistics.protect.columns')}
            as="select"
            disabled={disabled}
            options={named(free([...asked.rows, asked.count, asked.amount]))}
            value={asked.columns[0] ?? null}
            onChange={(column) => set({ columns: column === null ? [] : [column] })}
          />
          {!isOfSums && (
            <ChoiceField
              label={t('statistics.protect.count')}
              help={t('statistics.protect.count_about')}
              as="select"
              disabled={disabled}
              options={unused(looked.numbers)}
              value={asked.count}
              onChange={(count) => set({ count })}
            />
          )}
          {looked.amounts.length > 0 && (
            <ChoiceField
              label={t('statistics.protect.amount')}
              help={t('statistics.protect.amount_about')}
              as="select"
              disabled={disabled}
              options={unused(looked.amounts.filter((name) => name !== asked.contributor))}
              value={asked.amount}
              onChange={(amount) =>
                set({ amount, count: null, contributor: amount === null ? null : asked.contributor })
              }
            />
          )}
          {isOfSums && <Contributors looked={looked} asked={asked} disabled={disabled} set={set} />}
          <ChoiceField
            label={t('statistics.protect.audience')}
            as="select"
            required
            disabled={disabled}
            options={(['public', 'agency'] as const).map((value) => ({
              value,
              label: t(`statistics.protect.audience_${value}`),
            }))}
            value={asked.audience}
            onChange={(audience) => audience !== null && set({ audience: audience as ProtectAsked['audience'] })}
          />
          {!isOfSums && (
            <ChoiceField
              label={t('statistics.protect.method')}
              as="select"
              required
              disabled={disabled}
              options={(['suppress', 'round'] as const).map((value) => ({
                value,
                label: t(`statistics.protect.method_${value}`),
              }))}
              value={asked.method}
              onChange={(method) => method !== null && set({ method: method as ProtectAsked['method'] })}
            />
          )}
          <NumberField
            label={t(isOfSums ? 'statistics.protect.fewest' : 'statistics.protect.threshold')}
            help={t('statistics.protect.threshold_about', { least })}
            min={least}
            disabled={disabled}
            value={asked.threshold}
            onChange={(threshold) => set({ threshold })}
          />
        </Columns>
      </Stack>
    </Section>
  )
}

interface ContributorsProps {
  readonly looked: LookedColumns
  readonly asked: ProtectAsked
  readonly disabled: boolean
  readonly set: (part: Partial<ProtectAsked>) => void
}

/** Whose the amounts are, and when a sum would tell of one of them. */
function Contributors({ looked, asked, disabled, set }: ContributorsProps) {
  const { t } = useMessages()
  const taken = [...asked.rows, ...asked.columns, asked.amount]
  return (
    <>
      <ChoiceField
        label={t('statistics.protect.contributor')}
        help={t('statistics.protect.contributor_about')}
        as="select"
        disabled={disabled}
        options={looked.all.filter((name) => !taken.includes(name)).map((name) => ({ value: name, label: name }))}
        value={asked.contributor}
        onChange={(contributor) => set({ contributor })}
      />
      <NumberField
        label={t('statistics.protect.percent')}
        help={t('statistics.protect.percent_about')}
        min={1}
        max={99}
        disabled={disabled}
        value={asked.percent}
        onChange={(percent) => set({ percent })}
      />
      <NumberField
        label={t('statistics.protect.largest')}
        help={t('statistics.protect.largest_about')}
        min={1}
        max={9}
        disabled={disabled}
        value={asked.largest}
        onChange={(largest) => set({ largest })}
      />
      <NumberField
        label={t('statistics.protect.closeness')}
        help={t('statistics.protect.closeness_about')}
        min={1}
        max={99}
        disabled={disabled}
        value={asked.closeness}
        onChange={(closeness) => set({ closeness })}
      />
    </>
  )
}
