import { asPlainDate, isPlainDate, type PartialDate } from '@gloact/kernel'
import { Button, Callout, DateField, Disclosure, Link, Row, Stack, Text, useMessages, useNavigation } from '@gloact/ui'
import { useState } from 'react'
import type { LawTextView } from '../contract/laws.ts'
import { Asked } from './asked.tsx'
import { Outcomes } from './outcomes.tsx'
import { useAmendments } from './queries.ts'

/** What the law said on a day, and how this text came from the one before. */
export function LawDates({ text }: { text: LawTextView }) {
  const { t } = useMessages()
  return (
    <Disclosure summary={t('legislation.on_a_day')}>
      <Stack>
        <OnDay text={text} />
        <Asked query={useAmendments(text.law.id)}>
          {({ items }) =>
            items
              .filter(({ afterId }) => afterId === text.id)
              .map(({ id, amendingId, amendingTitle, outcomes }) => (
                <Stack key={id}>
                  <Text>
                    {t('legislation.amended_by')}{' '}
                    <Link to={`/legislation/texts/${amendingId}`}>
                      <bdi>{amendingTitle}</bdi>
                    </Link>
                  </Text>
                  <Outcomes outcomes={outcomes} />
                </Stack>
              ))
          }
        </Asked>
      </Stack>
    </Disclosure>
  )
}

function OnDay({ text }: { text: LawTextView }) {
  const { t } = useMessages()
  const { go } = useNavigation()
  const [day, setDay] = useState<PartialDate | null>(null)
  const [none, setNone] = useState(false)
  const show = () => {
    if (day === null || !isPlainDate(day)) return
    const on = asPlainDate(day)
    const there = text.law.expressions.find((one) => one.language === text.language && one.validFrom <= on)
    setNone(there === undefined)
    if (there) go(`/legislation/texts/${there.id}`)
  }
  return (
    <Stack>
      <Row>
        <DateField label={t('legislation.day')} precision="day" value={day} onChange={setDay} />
        <Button onPress={show}>{t('legislation.show_text')}</Button>
      </Row>
      {none && <Callout>{t('legislation.no_text_on_day')}</Callout>}
    </Stack>
  )
}
