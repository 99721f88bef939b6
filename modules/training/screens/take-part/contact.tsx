import { newId } from '@gloact/kernel'
import { Card, ChoiceField, problemWords, Refusal, useClient, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { answerConsent } from '../../contract/tests.ts'

interface ContactProps {
  readonly code: string
  readonly consent: boolean | null
  readonly onDone: () => void
}

/** Whether somebody may be contacted afterwards: asked of themselves, and theirs to change. */
export function Contact({ code, consent, onDone }: ContactProps) {
  const { t, has } = useMessages()
  const client = useClient()
  const [said, setSaid] = useState(consent)
  const [problem, setProblem] = useState<string | null>(null)
  const answer = async (given: boolean) => {
    setSaid(given)
    const sent = await client.call(answerConsent, { body: { code, id: newId(), given } })
    if (!sent.ok) {
      setSaid(consent)
      return setProblem(problemWords({ t, has }, sent.error))
    }
    setProblem(null)
    onDone()
  }
  return (
    <Card>
      <ChoiceField
        as="radio"
        label={t('training.take.contact')}
        help={t('training.take.contact_help')}
        options={['yes', 'no'].map((value) => ({ value, label: t(`training.${value}`) }))}
        value={said === null ? null : said ? 'yes' : 'no'}
        onChange={(value) => void answer(value === 'yes')}
      />
      <Refusal>{problem}</Refusal>
    </Card>
  )
}
