import { ABSENCES } from '@gloact/kernel'
import { Callout, ChoiceField, Stack, Text, useMessages, type Option } from '@gloact/ui'
import { codeOptions } from './code-words.ts'
import { Points } from './points.tsx'
import type { PageProps } from './screening-pages.tsx'

const OFFERED = ABSENCES.filter((kind) => kind === 'not_known' || kind === 'declined')
const UNDER_AGE = ['0_8', '9_17']

/** An adult declines to be recorded: what still happens, and the three things they are counted by, without a name. */
export function RefusalPage({ draft, change, rules }: PageProps) {
  const { t, language } = useMessages()
  const absent: readonly Option[] = OFFERED.map((kind) => ({
    value: kind,
    label: t(`protection.screening.observation.${kind}`),
  }))
  const set = (made: Partial<typeof draft.count>) => change({ count: { ...draft.count, ...made } })
  const collator = new Intl.Collator(language)
  const countries = codeOptions(rules.codeLists, 'country', language).toSorted((one, other) =>
    collator.compare(one.label, other.label),
  )
  const bands = codeOptions(rules.codeLists, 'age_band', language).filter(({ value }) => !UNDER_AGE.includes(value))
  return (
    <Stack gap="lg">
      <Callout tone="info" title={t('protection.refusal.still_title')}>
        <Points>
          {['services', 'safety', 'later', 'nothing_kept'].map((what) => t(`protection.refusal.still.${what}`))}
        </Points>
      </Callout>
      <Text>{t('protection.refusal.about')}</Text>
      <ChoiceField
        label={t('protection.refusal.sex')}
        value={draft.count.sex}
        onChange={(sex) => set({ sex })}
        options={[...codeOptions(rules.codeLists, 'sex', language), ...absent]}
      />
      <ChoiceField
        as="radio"
        label={t('protection.refusal.age_band')}
        help={t('protection.refusal.age_band_help')}
        value={draft.count.ageBand}
        onChange={(ageBand) => set({ ageBand })}
        options={[...bands, ...absent]}
      />
      <ChoiceField
        as="select"
        label={t('protection.refusal.nationality')}
        value={draft.count.nationality}
        onChange={(nationality) => set({ nationality })}
        options={[...absent, ...countries]}
      />
      <Text tone="quiet" size="sm">
        {t('protection.refusal.kept')}
      </Text>
    </Stack>
  )
}
