import { Button, Callout, Card, LongText, Section, Stack, Text } from '@gloact/ui'
import { useFile } from '../../../reading/file-context.tsx'
import { ActionForm } from '../../../panel/action-form.tsx'
import { Paragraphs } from '../../../panel/paragraphs.tsx'
import { isInWork } from '../../../panel/file-status.ts'
import { missingText, wordsOrNull } from '../../../panel/text-problem.ts'
import { usePanelForm } from '../../../panel/use-panel-form.ts'
import { useWords } from '../../../panel/use-words.ts'

type Answering = { readonly requestId: string | null; readonly answer: string }

/** What the authority asked to know before it decides, with the answers; asking, and answering. */
export function InformationRequests({ asks }: { asks: boolean }) {
  const { file, may, today } = useFile()
  const { t, staff, formatDate } = useWords()
  const asking = usePanelForm<{ readonly question: string }>('information_requested', { question: '' })
  const answering = usePanelForm<Answering>('information_given', { requestId: null, answer: '' })
  const mayAsk = asks && may('action.information_requested') && isInWork(file)
  const mayAnswer = may('action.information_given') && isInWork(file)
  const question = wordsOrNull(asking.fields.question)
  const answer = wordsOrNull(answering.fields.answer)
  if (file.informationRequests.length === 0 && !mayAsk) return null
  return (
    <Section
      title={t('protection.information.title')}
      level={3}
      actions={
        mayAsk &&
        !asking.open && (
          <Button icon="note" onPress={() => asking.begin()}>
            {t('protection.information.ask')}
          </Button>
        )
      }
    >
      <Stack>
        {mayAsk && asking.open && (
          <ActionForm
            form={asking}
            title={t('protection.information.ask')}
            level={4}
            submit={t('protection.information.ask_submit')}
            onSubmit={() =>
              void asking.send({
                type: 'information_requested',
                payload: question === null ? null : { question, askedOn: today },
                said: t('protection.information.asked_said'),
              })
            }
          >
            <Text>{t('protection.information.ask_about')}</Text>
            <LongText
              label={t('protection.information.question')}
              required
              error={missingText(t, asking.tried, asking.fields.question)}
              maxLength={4_000}
              value={asking.fields.question}
              onChange={(text) => asking.set({ question: text })}
            />
          </ActionForm>
        )}
        {file.informationRequests.map(({ actionId, actor, payload, given }) => (
          <Card key={actionId}>
            <Stack gap="sm">
              <Text tone="quiet" size="sm">
                {t('protection.information.asked_on', { date: formatDate(payload.askedOn), who: staff(actor) })}
              </Text>
              <Paragraphs text={payload.question} />
              {given ? (
                <>
                  <Text tone="quiet" size="sm">
                    {t('protection.information.given_on', {
                      date: formatDate(given.payload.givenOn),
                      who: staff(given.actor),
                    })}
                  </Text>
                  <Paragraphs text={given.payload.answer} />
                </>
              ) : (
                <Callout tone="notice">{t('protection.information.not_answered')}</Callout>
              )}
              {given === null && mayAnswer && !answering.open && (
                <div>
                  <Button kind="primary" onPress={() => answering.begin({ requestId: actionId })}>
                    {t('protection.information.answer')}
                  </Button>
                </div>
              )}
              {given === null && mayAnswer && answering.open && answering.fields.requestId === actionId && (
                <ActionForm
                  form={answering}
                  title={t('protection.information.answer')}
                  level={4}
                  submit={t('protection.information.answer_submit')}
                  onSubmit={() =>
                    void answering.send({
                      type: 'information_given',
                      payload: answer === null ? null : { requestId: actionId, answer, givenOn: today },
                      said: t('protection.information.given_said'),
                    })
                  }
                >
                  <LongText
                    label={t('protection.information.answer_label')}
                    required
                    error={missingText(t, answering.tried, answering.fields.answer)}
                    maxLength={10_000}
                    value={answering.fields.answer}
                    onChange={(text) => answering.set({ answer: text })}
                  />
                </ActionForm>
              )}
            </Stack>
          </Card>
        ))}
      </Stack>
    </Section>
  )
}
