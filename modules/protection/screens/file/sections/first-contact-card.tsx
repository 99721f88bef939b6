import type { PlainDate } from '@gloact/kernel'
import { Card, KeyValueList, Stack, useMessages } from '@gloact/ui'
import { codeWords, labelIn, shortLabelIn } from '../../contact/code-words.ts'
import { Points } from '../../contact/points.tsx'
import { labelsFor } from '@gloact/standards/indicators'
import { useFile } from '../../reading/file-context.tsx'

/** What was recorded when the person was first met: a colleague on night duty asks none of it again. */
export function FirstContactCard() {
  const { t, formatDate, formatList, language } = useMessages()
  const { file, rules } = useFile()
  const [first] = file.screenings
  const none = t('protection.file.first_contact.not_said')
  return (
    <Card title={t('protection.file.first_contact.title')}>
      <KeyValueList
        items={[
          { label: t('protection.file.first_contact.on'), value: formatDate(file.openedOn as PlainDate) },
          ...(file.channel === null
            ? []
            : [
                {
                  label: t('protection.file.first_contact.channel'),
                  value: codeWords(rules.codeLists, 'detection_channel', file.channel, language),
                },
              ]),
          ...(first
            ? [
                {
                  label: t('protection.file.first_contact.safe'),
                  value:
                    first.safeNow === 'not_asked' ? none : t(`protection.file.first_contact.safe_${first.safeNow}`),
                },
                {
                  label: t('protection.file.first_contact.language'),
                  value:
                    first.language === null ? none : codeWords(rules.codeLists, 'language', first.language, language),
                },
                {
                  label: t('protection.file.first_contact.needs'),
                  value:
                    first.urgentNeeds.length === 0
                      ? none
                      : formatList(
                          first.urgentNeeds.map((need) => codeWords(rules.codeLists, 'need_type', need, language)),
                        ),
                },
              ]
            : []),
        ]}
      />
    </Card>
  )
}

/** Every indicator that a screening observed, by what it is a sign of. */
export function ObservedIndicators({
  screening,
}: {
  screening: ReturnType<typeof useFile>['file']['screenings'][number]
}) {
  const { t, language } = useMessages()
  const { rules } = useFile()
  const groups = screening.result.dimensions.flatMap(({ id, observedIds }) => {
    const known = rules.indicatorSet.dimensions.find((dimension) => dimension.id === id)
    const observed = known?.indicators.filter((indicator) => observedIds.includes(indicator.id)) ?? []
    return known && observed.length > 0 ? [{ known, observed }] : []
  })
  if (groups.length === 0) return null
  return (
    <Stack gap="xs">
      <KeyValueList
        items={groups.map(({ known, observed }) => ({
          label: t('protection.file.first_contact.observed', { of: shortLabelIn(known.labels, language) }),
          value: (
            <Points>
              {observed.map((indicator) => labelIn(labelsFor(indicator, screening.result.profile), language))}
            </Points>
          ),
        }))}
      />
    </Stack>
  )
}
