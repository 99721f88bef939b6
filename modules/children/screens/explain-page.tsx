import { describeLanguage, directionOf, LANGUAGE_TAGS, type LanguageTag } from '@gloact/messages'
import {
  Button,
  Callout,
  ChoiceField,
  Columns,
  PageHeader,
  ReadAloud,
  Row,
  Stack,
  Tabs,
  Text,
  useVoice,
} from '@gloact/ui'
import { labelOf } from '@gloact/codes'
import { useState } from 'react'
import {
  AGE_GROUPS,
  EXPLAINED,
  explanationFor,
  PICTURE_SHOWS,
  type AgeGroup,
  type ExplainedTopic,
} from '../domain/explanations.ts'
import { CHILDREN_LISTS } from '../domain/forms.ts'
import { useChildrenWords } from './children-words.ts'
import { HandedToChild } from './handed-to-child.tsx'
import { Pictogram } from './pictogram.tsx'

/** What is explained to a child before it is asked whether the child agrees: shown, read and heard in the child's language. It knows no child. */
export const ExplainPage = () => (
  <HandedToChild>
    <Explaining />
  </HandedToChild>
)

function Explaining() {
  const { t, language: own } = useChildrenWords()
  const [group, setGroup] = useState<AgeGroup>('from_7')
  const [topic, setTopic] = useState<ExplainedTopic>('assessment')
  const [chosen, setLanguage] = useState<LanguageTag | null>(null)
  const language = chosen ?? LANGUAGE_TAGS.find((tag) => tag === own) ?? 'en'
  return (
    <>
      <PageHeader title={t('children.explain.title')} about={t('children.explain.about')} />
      <Stack gap="lg">
        <Columns min="14rem">
          <ChoiceField
            as="select"
            label={t('children.explain.topic')}
            options={EXPLAINED.map((value) => ({ value, label: t(`children.explain.topic.${value}`) }))}
            value={topic}
            onChange={(value) => setTopic(EXPLAINED.find((each) => each === value) ?? 'assessment')}
          />
          <ChoiceField
            as="select"
            label={t('children.explain.language')}
            options={LANGUAGE_TAGS.map((tag) => ({ value: tag, label: describeLanguage(tag).name }))}
            value={language}
            onChange={(value) => setLanguage(LANGUAGE_TAGS.find((tag) => tag === value) ?? null)}
          />
        </Columns>
        <Tabs
          label={t('children.explain.age')}
          value={group}
          onChange={(next) => setGroup(AGE_GROUPS.find((each) => each === next) ?? 'from_7')}
          tabs={AGE_GROUPS.map((value) => ({
            value,
            label: labelOf(CHILDREN_LISTS['children_age_group']!, value, own),
          }))}
        >
          <Explained group={group} topic={topic} language={language} />
        </Tabs>
        <Callout title={t('children.explain.after')}>{t('children.explain.after_about')}</Callout>
      </Stack>
    </>
  )
}

function Explained({ group, topic, language }: { group: AgeGroup; topic: ExplainedTopic; language: LanguageTag }) {
  const { t } = useChildrenWords()
  const voice = useVoice(language)
  const parts = explanationFor(group, topic)
  return (
    <Stack gap="lg">
      <div lang={language} dir={directionOf(language)}>
        <Stack gap="lg">
          {parts.map(({ picture, words }) => (
            <Row key={words['en']} wrap={false} gap="md">
              <Pictogram name={picture} shows={PICTURE_SHOWS[picture][language] ?? ''} />
              <Text size="lg">{words[language] ?? ''}</Text>
            </Row>
          ))}
        </Stack>
      </div>
      <Row>
        {voice && (
          <ReadAloud
            key={`${group} ${topic} ${language}`}
            text={parts.map(({ words }) => words[language] ?? '').join('\n')}
            language={language}
            voice={voice}
          />
        )}
        <Button icon="print" onPress={() => window.print()}>
          {t('children.explain.print')}
        </Button>
      </Row>
    </Stack>
  )
}
