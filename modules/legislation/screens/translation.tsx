import { newId } from '@gloact/kernel'
import { Button, Callout, Disclosure, Row, Stack, Tag, Text, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import type { AssessmentView, ObligationView } from '../contract/assessments.ts'
import { signTranslation } from '../contract/packs.ts'
import { TRANSLATED_TO } from '../domain/languages.ts'
import { useRefusal } from './asked.tsx'
import { useObligationLanguage, useRenew } from './queries.ts'

/** That the words are a translation, whether somebody entitled signed it off, and the original beside it. */
export function Translation({ assessment, obligation }: { assessment: AssessmentView; obligation: ObligationView }) {
  const { t } = useMessages()
  const client = useClient()
  const renew = useRenew()
  const refusal = useRefusal()
  const language = useObligationLanguage()
  const [id] = useState(() => newId())
  const [problem, setProblem] = useState<string | null>(null)
  const sign = async () => {
    const into = TRANSLATED_TO.find((one) => one === language)
    if (into === undefined) return
    const signed = await client.call(signTranslation, {
      params: { obligationId: obligation.id },
      body: { id, language: into },
    })
    setProblem(signed.ok ? null : refusal(signed.error))
    await renew()
  }
  return (
    <Stack gap="sm">
      <Row>
        <Tag icon={obligation.translation === 'signed_off' ? 'done' : 'warning'}>
          {t(`legislation.translation.${obligation.translation}`)}
        </Tag>
        {obligation.translation === 'unreviewed' && assessment.mayReview && (
          <Button onPress={() => void sign()}>{t('legislation.sign_translation')}</Button>
        )}
      </Row>
      {problem && <Callout tone="notice">{problem}</Callout>}
      <Disclosure summary={t('legislation.original_words')}>
        <div lang="en" dir="ltr">
          <Text>{obligation.original}</Text>
          <ul>
            {obligation.elements.map(({ id: element, original }) => (
              <li key={element}>{original}</li>
            ))}
          </ul>
        </div>
      </Disclosure>
    </Stack>
  )
}
