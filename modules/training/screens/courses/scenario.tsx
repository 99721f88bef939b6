import { Button, ChoiceField, Heading, Row, Stack, Text, useMessages } from '@gloact/ui'
import { useState } from 'react'
import { type Scene, type StepAnswer, walk } from '../../domain/course/course.ts'

interface ScenarioProps {
  readonly title: string
  readonly scenes: readonly Scene[]
  /** The whole way, once it is done; empty where another telephone has. */
  readonly answer: StepAnswer | undefined
  readonly onAnswer: (answer: StepAnswer) => void
}

/** A situation in which each choice has its consequence and leads on, until it ends. */
export function Scenario({ title, scenes, answer, onAnswer }: ScenarioProps) {
  const { t } = useMessages()
  const [picks, setPicks] = useState<StepAnswer>([])
  const [chosen, setChosen] = useState<string | null>(null)
  const walked = walk(scenes, answer ?? picks)
  const here = answer ? null : walked?.here
  const choose = () => {
    const next = [...picks, Number(chosen)]
    setPicks(next)
    setChosen(null)
    if (walk(scenes, next)?.here === null) onAnswer(next)
  }
  return (
    <Stack>
      <Heading level={2}>
        <bdi>{title}</bdi>
      </Heading>
      {walked?.passed.map(({ scene, choice }, at) => (
        <Stack key={at} gap="sm">
          <Text>
            <bdi>{scene.text}</bdi>
          </Text>
          <Text tone="strong">
            → <bdi>{choice.text}</bdi>
          </Text>
          <Text tone="quiet">
            {t(choice.right ? 'training.course.good' : 'training.course.poor')} <bdi>{choice.why}</bdi>
          </Text>
        </Stack>
      ))}
      {here && (
        <Stack gap="sm">
          <Text>
            <bdi>{here.text}</bdi>
          </Text>
          <ChoiceField
            as="radio"
            label={t('training.course.what_do')}
            options={here.choices.map(({ text }, at) => ({ value: String(at), label: text }))}
            value={chosen}
            onChange={setChosen}
          />
          <Row>
            <Button kind="primary" disabled={chosen === null} onPress={choose}>
              {t('training.course.choose')}
            </Button>
          </Row>
        </Stack>
      )}
      {answer?.length === 0 && <Text>{t('training.course.done_elsewhere')}</Text>}
      {here === null && <Text tone="quiet">{t('training.course.scenario_end')}</Text>}
    </Stack>
  )
}
