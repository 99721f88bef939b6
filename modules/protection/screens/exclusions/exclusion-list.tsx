import { useQueryClient } from '@tanstack/react-query'
import { asInstant, newId, saysWhy } from '@gloact/kernel'
import {
  Button,
  Card,
  FileNumber,
  Form,
  KeyValueList,
  LongText,
  problemWords,
  Refusal,
  Row,
  SavedState,
  Stack,
  Tag,
  Text,
  useClient,
  useMessages,
  useToast,
  useTyped,
} from '@gloact/ui'
import { useRef, useState } from 'react'
import { endExclusion, type ExclusionView } from '../../contract/exclusions/exclusions.ts'
import { queryKeys } from '../keys.ts'

/** To whom a file is closed, why, and who may open it to them again. */
export function ExclusionCard({ exclusion, withNumber }: { exclusion: ExclusionView; withNumber: boolean }) {
  const { t, formatInstant, formatFacts } = useMessages()
  const at = (instant: string) => formatInstant(asInstant(instant))
  const { ended } = exclusion
  return (
    <Card>
      <Stack>
        <Row justify="between">
          <Text tone="strong">
            <bdi>{exclusion.userName ?? t('protection.exclusion.former')}</bdi>
          </Text>
          {withNumber && <FileNumber>{exclusion.number}</FileNumber>}
          {ended && <Tag tone="accent">{t('protection.exclusion.ended')}</Tag>}
        </Row>
        <KeyValueList
          items={[
            {
              label: t('protection.exclusion.ground'),
              value: t(`protection.exclusion.ground.${exclusion.ground}`),
            },
            { label: t('protection.exclusion.words'), value: <bdi>{exclusion.words}</bdi> },
            { label: t('protection.exclusion.since'), value: at(exclusion.since) },
            {
              label: t('protection.exclusion.recorded_by'),
              value: exclusion.own ? (
                t('protection.exclusion.own')
              ) : (
                <bdi>{exclusion.recordedBy ?? t('protection.exclusion.former')}</bdi>
              ),
            },
            ...(ended
              ? [
                  {
                    label: t('protection.exclusion.ended'),
                    value: formatFacts([ended.by ?? t('protection.exclusion.former'), at(ended.at)]),
                  },
                  { label: t('protection.exclusion.ended_words'), value: <bdi>{ended.words}</bdi> },
                ]
              : []),
          ]}
        />
        {exclusion.mayEnd && <EndExclusion exclusion={exclusion} />}
        {!exclusion.mayEnd && !ended && (
          <Text tone="quiet" size="sm">
            {t('protection.exclusion.end_other')}
          </Text>
        )}
      </Stack>
    </Card>
  )
}

// A type and not an interface: a draft is JSON.
type Written = { readonly words: string; readonly id: string }

function EndExclusion({ exclusion }: { exclusion: ExclusionView }) {
  const messages = useMessages()
  const { t } = messages
  const client = useClient()
  const queries = useQueryClient()
  const { say } = useToast()
  const typed = useTyped<Written>(`end_${exclusion.id}`, () => ({ words: '', id: newId<'action'>() }))
  const [begun, setBegun] = useState(false)
  const [tried, setTried] = useState(false)
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const sending = useRef(false)
  const { words, id } = typed.value
  if (!typed.ready) return null
  if (!begun && !typed.isTyped) {
    return (
      <div>
        <Button
          icon="key"
          size="sm"
          onPress={() => setBegun(true)}
          label={t('protection.exclusion.end_named', {
            number: exclusion.number,
            who: exclusion.userName ?? t('protection.exclusion.former'),
          })}
        >
          {t('protection.exclusion.end')}
        </Button>
      </div>
    )
  }
  const send = async () => {
    setTried(true)
    if (!saysWhy(words) || sending.current) return
    sending.current = true
    setBusy(true)
    const done = await client.call(endExclusion, {
      params: { exclusionId: exclusion.id },
      body: { id, words: words.trim() },
    })
    sending.current = false
    setBusy(false)
    if (!done.ok) return setProblem(problemWords(messages, done.error))
    await typed.forget()
    say(t('protection.exclusion.end_done'), { tone: 'success' })
    for (const queryKey of [queryKeys.exclusions, queryKeys.lists]) void queries.invalidateQueries({ queryKey })
  }
  return (
    <Form onSubmit={() => void send()}>
      <Stack>
        <LongText
          label={t('protection.exclusion.end_words')}
          help={t('protection.exclusion.words_help')}
          required
          rows={3}
          maxLength={4_000}
          value={words}
          onChange={(next) => {
            setProblem(null)
            typed.change({ words: next, id: newId<'action'>() })
          }}
          error={tried && !saysWhy(words) ? t('protection.emergency.missing') : undefined}
        />
        <Refusal>{problem}</Refusal>
        <SavedState state={typed.state} />
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('protection.exclusion.end')}
          </Button>
          <Button onPress={() => void typed.giveUp().then((gone) => gone && setBegun(false))}>
            {t('protection.files.cancel')}
          </Button>
        </Row>
      </Stack>
    </Form>
  )
}
