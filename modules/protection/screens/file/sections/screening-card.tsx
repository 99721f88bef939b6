import type { PlainDate } from '@gloact/kernel'
import { Card, Disclosure, KeyValueList, Stack, Text, useMessages } from '@gloact/ui'
import { codeWords, labelIn } from '../../contact/code-words.ts'
import { SmuggledShown } from '../../contact/smuggled-page.tsx'
import { wasAsked } from '../../../domain/contact/screening-rule.ts'
import { useFile } from '../../reading/file-context.tsx'
import { CorrectEntry, MistakesOf } from '../../panel/correct-entry.tsx'
import { ObservedIndicators } from './first-contact-card.tsx'

/** What the last screening found, with its reasons: an indication, never a verdict. */
export function ScreeningCard() {
  const { t, formatDate, language } = useMessages()
  const { file, rules } = useFile()
  const screening = file.screenings.at(-1)
  if (!screening) {
    return (
      <Card title={t('protection.file.screening.title')}>
        <Text tone="quiet">{t('protection.file.screening.none')}</Text>
        <MistakesOf kinds={['screening_recorded']} />
      </Card>
    )
  }
  const { result } = screening
  const dimensionName = (id: string) => {
    const labels = rules.indicatorSet.dimensions.find((dimension) => dimension.id === id)?.labels
    return labels ? labelIn(labels, language) : id
  }
  return (
    <Card title={t('protection.file.screening.title')}>
      <Stack gap="sm">
        {screening.elsewhere === null ? (
          <>
            <Text tone="strong">{t(`protection.screening.outcome.${result.outcome}`)}</Text>
            <Text>{t(`protection.screening.outcome.${result.outcome}.explained`)}</Text>
          </>
        ) : (
          <>
            <Text tone="strong">{t('protection.contact.screening.was_elsewhere')}</Text>
            <Text>
              <bdi>{screening.elsewhere}</bdi>
            </Text>
          </>
        )}
        <Text tone="quiet" size="sm">
          {t('protection.file.screening.on', { date: formatDate(screening.screenedOn as PlainDate) })}{' '}
          {t('protection.screening.not_a_decision')}
        </Text>
        {screening.suspicions.length > 0 && (
          <Text>
            {t('protection.contact.suspicions.label')}:{' '}
            {screening.suspicions
              .map((code) => codeWords(rules.codeLists, 'exploitation_form', code, language))
              .join(' · ')}
          </Text>
        )}
        {screening.smuggled && <SmuggledShown smuggled={screening.smuggled} />}
        <ObservedIndicators screening={screening} />
        <Disclosure summary={t('protection.file.screening.why')}>
          <Stack gap="sm">
            {result.reasons.map(({ code, count }) => (
              <Text key={code}>{t(`protection.screening.reason.${code}`, { count: count ?? 0 })}</Text>
            ))}
            <KeyValueList
              items={result.dimensions.map((dimension) => ({
                label: dimensionName(dimension.id),
                value: t(`protection.screening.why.${wasAsked(dimension) ? dimension.why : 'nothing_asked'}`),
              }))}
            />
            {result.provisional && <Text>{t('protection.screening.provisional')}</Text>}
            {result.mayChange && <Text>{t('protection.screening.may_change')}</Text>}
          </Stack>
        </Disclosure>
        <CorrectEntry kind="screening_recorded" entry={{ actionId: screening.actionId, payload: screening }} />
        <MistakesOf kinds={['screening_recorded']} />
      </Stack>
    </Card>
  )
}
