import { Callout, ChoiceField, ChoicesField, Stack, Text, useMessages } from '@gloact/ui'
import { ASYLUM_ANSWERS, SMUGGLING_DANGERS, type Smuggled } from '../../domain/contact/suspicions.ts'
import { Points } from './points.tsx'
import type { PageProps } from './screening-pages.tsx'

/** What has to be known of somebody who was smuggled, so that they are assisted and handed over to those who decide. */
export function SmuggledPage({ draft, change }: PageProps) {
  const { t } = useMessages()
  const asylum = draft.asylum ?? 'not_asked'
  return (
    <Stack gap="lg">
      <Text tone="quiet">{t('protection.smuggled.about')}</Text>
      <ChoiceField
        label={t('protection.smuggled.asylum')}
        help={t('protection.smuggled.asylum_help')}
        value={asylum}
        onChange={(value) => change({ asylum: ASYLUM_ANSWERS.find((known) => known === value) ?? 'not_asked' })}
        options={ASYLUM_ANSWERS.map((value) => ({
          value,
          label: t(`protection.contact.child.answer.${ANSWER[value]}`),
        }))}
      />
      <ChoicesField
        label={t('protection.smuggled.dangers')}
        value={draft.dangers ?? []}
        onChange={(next) => change({ dangers: SMUGGLING_DANGERS.filter((danger) => next.includes(danger)) })}
        options={SMUGGLING_DANGERS.map((value) => ({ value, label: t(`protection.smuggled.danger.${value}`) }))}
      />
    </Stack>
  )
}

/** The same words as of an indicator. */
const ANSWER = {
  yes: 'observed',
  no: 'not_observed',
  not_known: 'not_known',
  declined: 'declined',
  not_asked: 'not_asked',
} as const

/** The rights of a smuggled migrant, whatever their papers say. */
export function RightsOfSmuggled() {
  const { t } = useMessages()
  return (
    <Callout title={t('protection.smuggled.result')}>
      <Points>
        {(['not_punished', 'life', 'violence', 'no_return', 'consulate'] as const).map((right) =>
          t(`protection.smuggled.right.${right}`),
        )}
      </Points>
    </Callout>
  )
}

/** What was recorded of it, in a line each. */
export function SmuggledShown({ smuggled }: { readonly smuggled: Smuggled }) {
  const { t, formatList } = useMessages()
  const dangers = smuggled.dangers.map((danger) => t(`protection.smuggled.danger.${danger}`))
  return (
    <Stack gap="xs">
      <Text tone="strong">{t('protection.smuggled.title')}</Text>
      <Text>
        {t('protection.smuggled.asylum')}: {t(`protection.contact.child.answer.${ANSWER[smuggled.asylum]}`)}
      </Text>
      {dangers.length > 0 && <Text>{formatList(dangers)}</Text>}
    </Stack>
  )
}
