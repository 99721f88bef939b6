import { byLanguage, createMessages, describeLanguage, type Catalogue } from '@gloact/messages'
import { Button, Callout, ChoiceField, LongText, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useQuery } from '@tanstack/react-query'
import { useFile } from '../../../reading/file-context.tsx'
import { noticeText, personLanguage, type DecisionTold } from './notice-text.ts'
import { useWords } from '../../../panel/use-words.ts'

/** A file a language, fetched when a notice in it is drafted. */
const catalogues = byLanguage(import.meta.glob<Catalogue>('../../../../locales/*.json', { import: 'default' }))
const LANGUAGES = Object.keys(catalogues)

export interface Notice {
  readonly text: string
  /** Its words are on their way, or could not be fetched: nothing is drafted yet, and it cannot be signed so. */
  readonly words: 'here' | 'loading' | 'missing'
  readonly edited: boolean
  /** The language that it is drafted in, and the person's where that is known. */
  readonly language: string
  readonly personLanguage: string | null
}

export interface NoticeOptions {
  readonly edited: string | null
  readonly chosenLanguage: string | null
  readonly about: DecisionTold | null
}

/** What the person is told: drafted in their language where there are words in it, until somebody writes it themselves. */
export function useNotice({ edited, chosenLanguage, about }: NoticeOptions): Notice {
  const { file, rules } = useFile()
  const session = useMessages()
  const spoken = personLanguage(file)
  const ours = LANGUAGES.includes(session.language) ? session.language : 'en'
  const language = chosenLanguage ?? (spoken !== null && LANGUAGES.includes(spoken) ? spoken : ours)
  const { data: catalogue, isError } = useQuery({
    queryKey: ['protection', 'notice-words', language],
    queryFn: async () => {
      const words = await catalogues[language]?.()
      if (!words) throw new Error('protection.notice_words_missing')
      return words
    },
    staleTime: Number.POSITIVE_INFINITY,
  })
  const drafted = () =>
    catalogue && about
      ? noticeText(
          createMessages({ language, timeZone: rules.timeZone, catalogues: { [language]: catalogue } }),
          file,
          about,
        )
      : ''
  const words = catalogue ? 'here' : isError ? 'missing' : 'loading'
  return { text: edited ?? drafted(), words, edited: edited !== null, language, personLanguage: spoken }
}

export interface NoticeFieldProps {
  readonly notice: Notice
  /** Null goes back to the draft. */
  readonly onText: (text: string | null) => void
  readonly onLanguage: (language: string) => void
}

export function NoticeField({ notice, onText, onLanguage }: NoticeFieldProps) {
  const { t, label } = useWords()
  const { text, edited, language, personLanguage: spoken } = notice
  const lacks = spoken !== null && !LANGUAGES.includes(spoken)
  return (
    <Stack gap="sm">
      <ChoiceField
        label={t('protection.decision.notice_language')}
        help={
          lacks
            ? t('protection.decision.notice_translate', { language: label('language', spoken) })
            : spoken === null
              ? t('protection.decision.notice_language_unknown')
              : undefined
        }
        value={language}
        onChange={(next) => next !== null && onLanguage(next)}
        options={LANGUAGES.map((tag) => ({ value: tag, label: describeLanguage(tag).name }))}
      />
      {notice.words === 'missing' && !edited && (
        <Callout tone="notice" title={t('protection.decision.notice_words_missing')} urgent>
          <Text>{t('protection.decision.notice_words_missing_help')}</Text>
        </Callout>
      )}
      <LongText
        label={t('protection.decision.notice_text')}
        help={t('protection.decision.notice_help')}
        rows={10}
        maxLength={10_000}
        value={text}
        onChange={(next) => onText(next)}
      />
      {edited && (
        <Row>
          <Button kind="quiet" icon="undo" onPress={() => onText(null)}>
            {t('protection.decision.notice_again')}
          </Button>
          <Text tone="quiet" size="sm">
            {t('protection.decision.notice_edited')}
          </Text>
        </Row>
      )}
    </Stack>
  )
}
