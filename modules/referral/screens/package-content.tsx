import { dataGroup, labelOf, type CodeLists } from '@gloact/codes'
import { wordsIn, type FormDefinition } from '@gloact/forms'
import { Callout, Card, FormRenderer, KeyValueList, Stack } from '@gloact/ui'
import type { PackageView } from '../contract/referrals.ts'
import { REFERRAL_LISTS } from '../domain/forms.ts'
import { formOfAnswers } from '../domain/shown-form.ts'
import { useReferralWords } from './referral-words.ts'

export interface PackageContentProps {
  readonly content: PackageView
  readonly rules: { readonly forms: readonly FormDefinition[]; readonly codeLists: CodeLists } | undefined
  /** Shows the fields that were answered and no other: what was cut out has no place either. */
  readonly onlyAnswered?: boolean
}

/** A package, group by group; a group that was not agreed is not there. */
export function PackageContent({ content, rules, onlyAnswered = false }: PackageContentProps) {
  const { t, language, formatList } = useReferralWords()
  return (
    <Stack>
      {content.withoutConsent !== undefined && (
        <Callout tone="notice">
          {t('referral.without_consent', {
            ground: labelOf(REFERRAL_LISTS['referral_ground']!, content.withoutConsent, language),
          })}
        </Callout>
      )}
      <KeyValueList
        items={[
          { label: t('referral.words'), value: <bdi>{content.words}</bdi> },
          { label: t('referral.urgency'), value: t(`referral.urgency.${content.urgency}`) },
          ...(content.child === null
            ? []
            : [
                { label: t('referral.assent'), value: t(`referral.assent.${content.child.assent}`) },
                { label: t('referral.guardian'), value: t(`referral.guardian.${content.child.guardian}`) },
              ]),
        ]}
      />
      {content.groups.map(({ group, parts }) =>
        parts.length === 0 ? null : (
          <Card key={group} title={labelOf(dataGroup, group, language)}>
            {parts.map(({ form, version, answers, unsettled = [] }) => {
              const whole = rules?.forms.find((each) => each.id === form && each.version === version)
              const definition = whole && onlyAnswered ? formOfAnswers(whole, Object.keys(answers)) : whole
              if (!rules || !definition) return null
              return (
                <Stack key={form} gap="sm">
                  {unsettled.length > 0 && (
                    <Callout tone="danger" title={t('referral.unsettled.title')}>
                      {t('referral.unsettled.about', {
                        questions: formatList(unsettled.map((field) => questionIn(whole, field, language))),
                      })}
                    </Callout>
                  )}
                  <FormRenderer
                    form={definition}
                    codeLists={rules.codeLists}
                    answers={answers}
                    onChange={() => undefined}
                    readOnly
                    bare
                    reading={{}}
                  />
                </Stack>
              )
            })}
          </Card>
        ),
      )}
    </Stack>
  )
}

/** What a question is called in a form. */
const questionIn = (form: FormDefinition | undefined, id: string, language: string): string => {
  const field = form?.sections.flatMap(({ fields }) => fields).find((each) => each.id === id)
  return field ? wordsIn(field.label, language) : id
}
