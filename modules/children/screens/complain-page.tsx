import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { labelOf } from '@gloact/codes'
import { problemOf, type Problem } from '@gloact/http/client'
import { newId } from '@gloact/kernel'
import { describeLanguage, directionOf, LANGUAGE_TAGS, type LanguageTag } from '@gloact/messages'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  ErrorState,
  LoadingState,
  PageHeader,
  ReadAloud,
  Row,
  Stack,
  Text,
  useClient,
  useVoice,
} from '@gloact/ui'
import { useState } from 'react'
import { RECORDS } from '../contract/records.ts'
import { byPictures, COMPLAINT_PICTURES, type ComplaintPicture } from '../domain/complaint.ts'
import { CHILDREN_LISTS } from '../domain/forms.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { HandedToChild } from './handed-to-child.tsx'
import { ComplaintPictogram } from './pictogram.tsx'

/** A child who cannot write complains of the guardian, or of anything else, by pointing. It goes past the guardian, to the authority. */
export function ComplainPage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useChildrenWords()
  const client = useClient()
  const found = useQuery({
    queryKey: CHILDREN_KEYS.one('guardianship', requestId),
    queryFn: () => client.callOrThrow(RECORDS.guardianship.read, { params: { requestId } }),
  })
  if (found.isPending) return <LoadingState what={t('children.loading')} />
  if (found.isError) return <ErrorState problem={problemOf(found.error)} onRetry={() => void found.refetch()} />
  return (
    <HandedToChild>
      <Complaining requestId={requestId} />
    </HandedToChild>
  )
}

function Complaining({ requestId }: { readonly requestId: string }) {
  const { t, language: own } = useChildrenWords()
  const client = useClient()
  const queries = useQueryClient()
  const [chosen, setChosen] = useState<readonly ComplaintPicture[]>([])
  const [tag, setTag] = useState<LanguageTag | null>(null)
  // Made once for what is chosen: sent again after a lost answer, it is one complaint.
  const [id, setId] = useState(() => newId())
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [refused, setRefused] = useState<Problem | null>(null)
  const language = tag ?? LANGUAGE_TAGS.find((each) => each === own) ?? 'en'
  const voice = useVoice(language)
  const word = (picture: ComplaintPicture) => labelOf(CHILDREN_LISTS['children_complaint_picture']!, picture, language)
  const send = async () => {
    setBusy(true)
    const taken = await client.call(RECORDS.guardianship.take, {
      params: { requestId },
      body: { id, step: 'complain', happenedAt: new Date().toISOString(), answers: byPictures(chosen) },
    })
    setBusy(false)
    setRefused(taken.ok ? null : taken.error)
    if (!taken.ok) return
    setSent(true)
    await queries.invalidateQueries({ queryKey: CHILDREN_KEYS.all })
  }
  return (
    <>
      <PageHeader title={t('children.complain.title')} about={t('children.complain.about')} />
      {sent ? (
        <Callout tone="success" urgent title={t('children.complain.sent')}>
          {t('children.complain.sent_about')}
        </Callout>
      ) : (
        <Stack gap="lg">
          <ChoiceField
            as="select"
            label={t('children.explain.language')}
            options={LANGUAGE_TAGS.map((value) => ({ value, label: describeLanguage(value).name }))}
            value={language}
            onChange={(value) => setTag(LANGUAGE_TAGS.find((each) => each === value) ?? null)}
          />
          <div lang={language} dir={directionOf(language)}>
            <Columns min="19rem">
              {COMPLAINT_PICTURES.map((picture) => (
                <label key={picture} style={{ display: 'flex', alignItems: 'center', gap: '1rem', minHeight: '6rem' }}>
                  <input
                    type="checkbox"
                    style={{ width: '1.75rem', height: '1.75rem', flex: 'none' }}
                    checked={chosen.includes(picture)}
                    onChange={({ target }) => {
                      setChosen(target.checked ? [...chosen, picture] : chosen.filter((each) => each !== picture))
                      setId(newId())
                    }}
                  />
                  <ComplaintPictogram name={picture} />
                  <Text as="span" size="lg">
                    {word(picture)}
                  </Text>
                </label>
              ))}
            </Columns>
          </div>
          {refused && (
            <Callout tone="notice" urgent>
              {t(refused.code)}
            </Callout>
          )}
          <Row>
            {voice && (
              <ReadAloud
                key={language}
                text={COMPLAINT_PICTURES.map(word).join('\n')}
                language={language}
                voice={voice}
              />
            )}
            <Button kind="primary" busy={busy} disabled={chosen.length === 0} onPress={() => void send()}>
              {t('children.complain.send')}
            </Button>
          </Row>
        </Stack>
      )}
    </>
  )
}
