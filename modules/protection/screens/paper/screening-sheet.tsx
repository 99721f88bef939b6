import { wordsIn } from '@gloact/forms'
import { BlankQuestion, PaperBlock, Text, TickBoxes, useMessages, WritingLines } from '@gloact/ui'
import { AGE_STATEMENTS } from '../../domain/file/words.ts'
import { SAFE_NOW, SUSPECTED } from '../contact/contact-draft.ts'
import { codeOptions } from '../contact/code-words.ts'
import type { BrowserFileRules } from '../rules.ts'

/** First contact and screening on paper: what was observed, sign by sign. What the rule makes of it comes when it is typed in. */
export function ScreeningSheet({ rules }: { rules: BrowserFileRules }) {
  const { t, language } = useMessages()
  const options = (list: string) => codeOptions(rules.codeLists, list, language).map(({ label }) => label)
  const seen = ['observed', 'not_observed', 'not_known', 'declined'].map((answer) =>
    t(`protection.screening.observation.${answer}`),
  )
  return (
    <>
      <Text tone="strong">{t('protection.forms.no_names')}</Text>
      <PaperBlock title={t('protection.forms.first_contact')}>
        <BlankQuestion label={t('protection.contact.safe.label')}>
          <TickBoxes options={SAFE_NOW.map((value) => t(`protection.contact.safe.${value}`))} />
        </BlankQuestion>
        <BlankQuestion label={t('protection.contact.age.label')} help={t('protection.contact.age.not_sure_help')}>
          <TickBoxes options={AGE_STATEMENTS.map((value) => t(`protection.contact.age.${value}`))} />
        </BlankQuestion>
        <BlankQuestion label={t('protection.contact.language.label')}>
          <WritingLines />
        </BlankQuestion>
        <BlankQuestion label={t('protection.contact.channel.label')}>
          <TickBoxes options={options('detection_channel')} />
        </BlankQuestion>
        <BlankQuestion label={t('protection.contact.needs.label')}>
          <TickBoxes options={options('need_type')} />
        </BlankQuestion>
        <BlankQuestion label={t('protection.contact.suspected.label')}>
          <TickBoxes options={SUSPECTED.map((value) => t(`protection.contact.suspected.${value}`))} />
        </BlankQuestion>
      </PaperBlock>
      {rules.indicatorSet.dimensions.map((dimension) => (
        <PaperBlock key={dimension.id} title={wordsIn(dimension.labels, language)}>
          {dimension.indicators.map((indicator) => (
            <BlankQuestion key={indicator.id} label={wordsIn(indicator.labels, language)}>
              <TickBoxes quiet options={seen} />
            </BlankQuestion>
          ))}
        </PaperBlock>
      ))}
    </>
  )
}
