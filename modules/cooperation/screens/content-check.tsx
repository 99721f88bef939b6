import { wordsIn } from '@gloact/forms'
import { Callout, Card, Stack, Text } from '@gloact/ui'
import { ASKED_BY, sectionOf, type ContentProblem } from '../domain/content-check.ts'
import { requestForm } from '../domain/request-form.ts'
import { useCooperationWords } from './cooperation-words.ts'

/** What is missing before a request can go, each with who asks for it and the section where it is corrected. */
export function ContentCheck({
  missing,
  stale,
  unsaved = false,
}: {
  readonly missing: readonly ContentProblem[]
  readonly stale: boolean
  readonly unsaved?: boolean
}) {
  const { t, language } = useCooperationWords()
  const sectionName = (problem: ContentProblem): string | undefined => {
    const section = requestForm.sections.find(({ id }) => id === sectionOf(problem))
    return section && wordsIn(section.title, language)
  }
  return (
    <Card title={t('cooperation.check.title')} level={2}>
      <Stack gap="sm">
        {unsaved && <Text tone="quiet">{t('cooperation.check.unsaved')}</Text>}
        {missing.length === 0 ? (
          <Callout tone="success">{t('cooperation.check.complete')}</Callout>
        ) : (
          <>
            <Text>{t('cooperation.check.count', { count: missing.length })}</Text>
            <ul>
              {missing.map((problem) => {
                const section = sectionName(problem)
                return (
                  <li key={problem}>
                    {t(`cooperation.missing.${problem}`)}{' '}
                    <Text as="span" tone="quiet" size="sm">
                      <bdi>{ASKED_BY[problem]}</bdi>
                      {section === undefined ? null : ` · ${section}`}
                    </Text>
                  </li>
                )
              })}
            </ul>
          </>
        )}
        {stale && <Callout tone="notice">{t('cooperation.check.stale')}</Callout>}
      </Stack>
    </Card>
  )
}
