import { Button, ChoiceField, Row, Stack, Text, useMessages } from '@gloact/ui'
import type { ShownQuestionView } from '../../contract/tests.ts'
import type { GivenAnswer } from '../../domain/marking.ts'

interface ScenarioQuestionProps {
  readonly question: Extract<ShownQuestionView, { readonly ask: 'scenario' }>
  readonly answer: GivenAnswer | undefined
  readonly onAnswer: (answer: GivenAnswer) => void
}

/** A scenario of a test: each choice leads to the next scene, and what was chosen can be undone until the test is sent. */
export function ScenarioQuestion({ question, answer, onAnswer }: ScenarioQuestionProps) {
  const { t } = useMessages()
  const picks = answer && 'choices' in answer ? answer.choices : []
  const passed: { scene: (typeof question.scenes)[number]; pick: number }[] = []
  let here = question.scenes[0]
  for (const pick of picks) {
    if (!here) break
    passed.push({ scene: here, pick })
    const next: string | null | undefined = here.choices[pick]?.next
    here = question.scenes.find(({ id }) => id === next)
  }
  return (
    <Stack gap="sm">
      {passed.map(({ scene, pick }, at) => (
        <Stack key={at} gap="sm">
          <Text>
            <bdi>{scene.text}</bdi>
          </Text>
          <Text tone="strong">
            → <bdi>{scene.choices[pick]?.text}</bdi>
          </Text>
        </Stack>
      ))}
      {here && (
        <>
          <Text>
            <bdi>{here.text}</bdi>
          </Text>
          <ChoiceField
            as="radio"
            label={t('training.course.what_do')}
            options={here.choices.map(({ text }, at) => ({ value: String(at), label: text }))}
            value={null}
            onChange={(at) => at !== null && onAnswer({ choices: [...picks, Number(at)] })}
          />
        </>
      )}
      {!here && <Text tone="quiet">{t('training.course.scenario_end')}</Text>}
      {picks.length > 0 && (
        <Row>
          <Button size="sm" icon="undo" onPress={() => onAnswer({ choices: picks.slice(0, -1) })}>
            {t('training.take.choose_again')}
          </Button>
        </Row>
      )}
    </Stack>
  )
}
