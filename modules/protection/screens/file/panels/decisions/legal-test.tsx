import { Card, Stack, Text } from '@gloact/ui'
import type { DecisionKind, FilePath } from '../../../../domain/file/words.ts'
import { useFile } from '../../../reading/file-context.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { useWords } from '../../../panel/use-words.ts'

/**
 * What has to be asked to decide: the standard of proof, and the elements of trafficking. A child needs no means, and
 * consent to exploitation never counts where a means was used (Trafficking Protocol, art. 3).
 */
export function LegalTest({ kind, path }: { kind: DecisionKind; path: FilePath }) {
  const { t } = useWords()
  return (
    <Card title={t('protection.decision.test')} level={4} tone="quiet">
      <Stack gap="sm">
        <Text tone="strong">{t(`protection.decision.test.${kind}`)}</Text>
        <Paragraphs text={t(`protection.decision.test.elements_${path}`)} />
        <Text>{t('protection.decision.test.not_counted')}</Text>
        <Text tone="quiet" size="sm">
          {t('protection.decision.test.source')}
        </Text>
      </Stack>
    </Card>
  )
}

/** What the same body decided in this file before, so that it is consistent or says why it is not. */
export function EarlierDecisions({ bodyAgencyId }: { bodyAgencyId: string }) {
  const { file } = useFile()
  const { t, formatDate } = useWords()
  const earlier = file.decisions.filter(({ payload }) => payload.body.agencyId === bodyAgencyId).toReversed()
  const asked = file.reconsiderations.findLast(({ payload }) => payload.decisionId === file.awaited?.reconsiders)
  return (
    <Card title={t('protection.decision.earlier')} level={4} tone="quiet">
      <Stack gap="sm">
        {asked && file.awaited?.reconsiders && (
          <div>
            <Text as="div" tone="strong">
              {t('protection.decision.why_again', {
                by: t(`protection.decision.requested_by.${asked.payload.requestedBy}`),
              })}
            </Text>
            <Paragraphs text={asked.payload.reasons} />
          </div>
        )}
        {earlier.length === 0 && <Text>{t('protection.decision.earlier_none')}</Text>}
        {earlier.map(({ actionId, payload }) => (
          <div key={actionId}>
            <Text as="div" tone="strong">
              {t('protection.decision.earlier_one', {
                outcome: t(`protection.decision.outcome.${payload.kind}.${payload.outcome}`),
                date: formatDate(payload.decidedOn),
              })}
            </Text>
            <Paragraphs text={payload.reasons} />
          </div>
        ))}
      </Stack>
    </Card>
  )
}
