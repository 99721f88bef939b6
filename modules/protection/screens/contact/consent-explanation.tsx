import { useState } from 'react'
import { describeLanguage, directionOf, LANGUAGE_TAGS, type LanguageTag, type Messages } from '@gloact/messages'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  Icon,
  LoadingState,
  ReadAloud,
  Row,
  Stack,
  Text,
  useMessages,
  useVoice,
} from '@gloact/ui'
import type { FilePath } from '../../domain/file/words.ts'
import { explainedIn, explanationFor } from './explanation.ts'
import { useWordsIn } from './use-words-in.ts'

/** The language in which consent is explained, and its sentences. */
export interface Explanation {
  readonly language: LanguageTag
  /** False where the app does not speak the person's own language. */
  readonly isOwn: boolean
  /** Undefined until they are there, null where they cannot be fetched. */
  readonly words: Messages | null | undefined
  readonly choose: (language: LanguageTag) => void
}

/** The person's language unless another is chosen, until the person's language changes. `personLanguage` is a code, null if not known. */
export function useExplanation(personLanguage: string | null): Explanation {
  const session = useMessages()
  const offered = explainedIn(personLanguage, session.language)
  const [choice, setChoice] = useState<{ readonly personLanguage: string | null; readonly language: LanguageTag }>()
  const language = choice?.personLanguage === personLanguage ? choice.language : offered.language
  const words = useWordsIn(language)
  return { language, isOwn: offered.own, words, choose: (chosen) => setChoice({ personLanguage, language: chosen }) }
}

export interface ConsentExplanationProps {
  readonly path: FilePath
  readonly explanation: Explanation
}

/** What is explained before consent, in the person's language: to be read, read aloud, or printed. */
export function ConsentExplanation({ path, explanation }: ConsentExplanationProps) {
  const session = useMessages()
  const { t } = session
  const { language, isOwn, words, choose } = explanation
  return (
    <Stack gap="lg">
      <Text tone="quiet">{t('protection.consent.explanation.about')}</Text>
      <ChoiceField
        label={t('protection.consent.explanation.language')}
        value={language}
        onChange={(value) => {
          const chosen = LANGUAGE_TAGS.find((known) => known === value)
          if (chosen) choose(chosen)
        }}
        options={LANGUAGE_TAGS.map((tag) => ({ value: tag, label: describeLanguage(tag).name }))}
      />
      {!isOwn && <Callout tone="notice">{t('protection.consent.explanation.no_text')}</Callout>}
      {words === undefined && <LoadingState what={t('protection.consent.explanation.loading')} />}
      {words === null && (
        <Callout tone="notice">
          {t('protection.consent.explanation.not_loaded', { language: describeLanguage(language).name })}
        </Callout>
      )}
      {words !== undefined && (
        <Explained
          path={path}
          words={words ?? session}
          language={words === null ? explainedIn(null, session.language).language : language}
        />
      )}
    </Stack>
  )
}

/** In the person's language; beside each sentence the same in the reader's own, who signs for having explained it. */
function Explained({ path, words, language }: { path: FilePath; words: Messages; language: LanguageTag }) {
  const session = useMessages()
  const beside = session.language !== language
  const parts = explanationFor(path).map(({ id, icon }) => ({
    id,
    icon,
    text: words.t(`protection.consent.explained.${id}`),
  }))
  return (
    <>
      <div lang={language} dir={directionOf(language)}>
        <Stack>
          {parts.map(({ id, icon, text }) => (
            <Row key={id} wrap={false} align="start" gap="md">
              <Icon name={icon} size={28} />
              <Columns min="14rem" gap="sm">
                <Text size="lg">{text}</Text>
                {beside && (
                  <div lang={session.language} dir={directionOf(session.language)}>
                    <Text tone="quiet">{session.t(`protection.consent.explained.${id}`)}</Text>
                  </div>
                )}
              </Columns>
            </Row>
          ))}
        </Stack>
      </div>
      <SpokenAndPrinted key={language} text={parts.map(({ text }) => text).join('\n')} language={language} />
    </>
  )
}

/** The buttons to read aloud and to print. A device without a voice in the language says so. */
function SpokenAndPrinted({ text, language }: { text: string; language: string }) {
  const { t } = useMessages()
  const voice = useVoice(language)
  return (
    <Stack gap="sm">
      <Row>
        {voice && <ReadAloud text={text} language={language} voice={voice} />}
        <Button icon="print" onPress={() => window.print()}>
          {t('protection.consent.explanation.print')}
        </Button>
      </Row>
      {!voice && (
        <Text tone="quiet" size="sm">
          {t('protection.consent.explanation.no_voice')}
        </Text>
      )}
    </Stack>
  )
}
