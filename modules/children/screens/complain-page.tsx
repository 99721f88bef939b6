import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { labelOf } from '@gloact/codes'
import type { Problem } from '@gloact/http/client'
import { newId } from '@gloact/kernel'
import { describeLanguage, directionOf, LANGUAGE_TAGS, type LanguageTag } from '@gloact/messages'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  PageHeader,
  QueryState,
  ReadAloud,
  Refusal,
  Row,
  Section,
  Sound,
  SoundRecorder,
  Stack,
  Text,
  useClient,
  useVoice,
} from '@gloact/ui'
import { useEffect, useRef, useState, type ReactNode } from 'react'
import { addVoice } from '../contract/complaints.ts'
import { RECORDS } from '../contract/records.ts'
import {
  byPictures,
  COMPLAINED_OF,
  COMPLAINT_PICTURES,
  VOICE_SECONDS,
  type ComplainedOf,
  type ComplaintPicture,
} from '../domain/complaint.ts'
import { CHILDREN_LISTS } from '../domain/forms.ts'
import { WHOM_ASKED } from '../domain/forms/alleged.ts'
import { CHILDREN_KEYS, useChildrenWords } from './children-words.ts'
import { HandedToChild } from './handed-to-child.tsx'
import { ComplainedOfPictogram, ComplaintPictogram } from './pictogram.tsx'
import { stillHere } from './use-left-alone.ts'

/** A child who cannot write complains of the guardian, or of anything else, by pointing or by voice. It goes past the guardian, to the authority. */
export function ComplainPage() {
  const { requestId = '' }: { readonly requestId?: string } = useParams({ strict: false })
  const { t } = useChildrenWords()
  const client = useClient()
  const found = useQuery({
    queryKey: CHILDREN_KEYS.one('guardianship', requestId),
    queryFn: () => client.callOrThrow(RECORDS.guardianship.read, { params: { requestId } }),
  })
  if (found.data === undefined) return <QueryState query={found} loading={t('children.loading')} />
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
  const [about, setAbout] = useState<ComplainedOf | null>(null)
  // One question at a time: what is wrong, then who it is about.
  const [asksWhom, setAsksWhom] = useState(false)
  const [tag, setTag] = useState<LanguageTag | null>(null)
  // Made once for what is chosen: sent again after a lost answer, it is one complaint.
  const [id, setId] = useState(() => newId())
  const [sound, setSound] = useState<Blob | null>(null)
  const heard = (next: Blob | null) => {
    setSound(next)
    setId(newId())
  }
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState(false)
  const [refused, setRefused] = useState<Problem | null>(null)
  const language = tag ?? LANGUAGE_TAGS.find((each) => each === own) ?? 'en'
  const voice = useVoice(language)
  const word = (picture: ComplaintPicture) => labelOf(CHILDREN_LISTS['children_complaint_picture']!, picture, language)
  const asked = WHOM_ASKED[language] ?? WHOM_ASKED['en']!
  const whom = (of: ComplainedOf) => labelOf(CHILDREN_LISTS['children_complaint_of']!, of, language)
  const send = async () => {
    setBusy(true)
    const taken =
      sound === null
        ? await client.call(RECORDS.guardianship.take, {
            params: { requestId },
            body: { id, step: 'complain', happenedAt: new Date().toISOString(), answers: byPictures(chosen, about) },
          })
        : await client.call(addVoice, {
            params: { requestId, complaintId: id },
            query: {
              contentType: sound.type,
              ...(chosen.length > 0 && { pictures: chosen.join(',') }),
              ...(about !== null && { of: about }),
            },
            body: sound,
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
          {asksWhom ? (
            <Pictures language={language} asks={asked}>
              <Columns min="19rem">
                {COMPLAINED_OF.map((of) => (
                  <PictureChoice
                    key={of}
                    kind="radio"
                    word={whom(of)}
                    checked={about === of}
                    onChange={() => {
                      setAbout(of)
                      setId(newId())
                    }}
                  >
                    <ComplainedOfPictogram name={of} />
                  </PictureChoice>
                ))}
              </Columns>
            </Pictures>
          ) : (
            <>
              <ChoiceField
                as="select"
                label={t('children.explain.language')}
                options={LANGUAGE_TAGS.map((value) => ({ value, label: describeLanguage(value).name }))}
                value={language}
                onChange={(value) => setTag(LANGUAGE_TAGS.find((each) => each === value) ?? null)}
              />
              <Pictures language={language}>
                <Columns min="19rem">
                  {COMPLAINT_PICTURES.map((picture) => (
                    <PictureChoice
                      key={picture}
                      kind="checkbox"
                      word={word(picture)}
                      checked={chosen.includes(picture)}
                      onChange={(checked) => {
                        setChosen(checked ? [...chosen, picture] : chosen.filter((each) => each !== picture))
                        setId(newId())
                      }}
                    >
                      <ComplaintPictogram name={picture} />
                    </PictureChoice>
                  ))}
                </Columns>
              </Pictures>
              {sound === null ? (
                <SoundRecorder
                  words={{
                    record: t('children.complain.record'),
                    stop: t('children.complain.stop'),
                    recording: t('children.complain.recording'),
                    noMicrophone: t('children.complain.no_microphone'),
                  }}
                  mostSeconds={VOICE_SECONDS}
                  onRunning={stillHere}
                  onRecorded={heard}
                />
              ) : (
                <Row>
                  <Sound of={sound} label={t('children.complain.said')} />
                  <Button onPress={() => heard(null)}>{t('children.complain.forget')}</Button>
                </Row>
              )}
            </>
          )}
          <Refusal>{refused && t(refused.code)}</Refusal>
          <Row>
            {voice && (
              <ReadAloud
                key={`${language} ${asksWhom}`}
                text={(asksWhom ? [asked, ...COMPLAINED_OF.map(whom)] : COMPLAINT_PICTURES.map(word)).join('\n')}
                language={language}
                voice={voice}
              />
            )}
            {asksWhom ? (
              <>
                <Button onPress={() => setAsksWhom(false)}>{t('children.complain.back')}</Button>
                <Button kind="primary" busy={busy} onPress={() => void send()}>
                  {t('children.complain.send')}
                </Button>
              </>
            ) : (
              <Button kind="primary" disabled={chosen.length === 0 && sound === null} onPress={() => setAsksWhom(true)}>
                {t('children.complain.next')}
              </Button>
            )}
          </Row>
        </Stack>
      )}
    </>
  )
}

interface PicturesProps {
  readonly language: LanguageTag
  /** The one question that they answer, in the child's language. */
  readonly asks?: string
  readonly children: ReactNode
}

function Pictures({ language, asks, children }: PicturesProps) {
  const top = useRef<HTMLDivElement>(null)
  // The next question begins at its top, and not where the button was pressed.
  useEffect(() => {
    if (asks === undefined) return
    window.scrollTo({ top: 0 })
    top.current?.focus({ preventScroll: true })
  }, [asks])
  return (
    <div ref={top} tabIndex={-1} lang={language} dir={directionOf(language)}>
      {asks === undefined ? (
        children
      ) : (
        <Section title={asks}>
          <div role="radiogroup" aria-label={asks}>
            {children}
          </div>
        </Section>
      )}
    </div>
  )
}

interface PictureChoiceProps {
  readonly kind: 'checkbox' | 'radio'
  readonly word: string
  readonly checked: boolean
  readonly onChange: (checked: boolean) => void
  readonly children: ReactNode
}

/** A picture to point at, with its words: all of it can be touched. */
const PictureChoice = ({ kind, word, checked, onChange, children }: PictureChoiceProps) => (
  <label style={{ display: 'flex', alignItems: 'center', gap: '1rem', minHeight: '6rem' }}>
    <input
      type={kind}
      {...(kind === 'radio' && { name: 'whom' })}
      style={{ width: '1.75rem', height: '1.75rem', flex: 'none' }}
      checked={checked}
      onChange={({ target }) => onChange(target.checked)}
    />
    {children}
    <Text as="span" size="lg">
      {word}
    </Text>
  </label>
)
