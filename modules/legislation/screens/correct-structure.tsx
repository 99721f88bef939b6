import { addressed, type AddressedProvision, type Correction, type LawText } from '@gloact/law'
import { Button, ChoiceField, Disclosure, Row, Stack, Text, TextField, useMessages } from '@gloact/ui'
import { useState } from 'react'

interface CorrectProps {
  readonly law: LawText
  readonly corrections: readonly Correction[]
  readonly onChange: (corrections: readonly Correction[]) => void
}

/** Corrects where a provision stands and what its number is; the words stay as they are. */
export function CorrectStructure({ law, corrections, onChange }: CorrectProps) {
  const { t } = useMessages()
  const rows = inOrder(addressed(law), 0)
  const [chosen, setChosen] = useState<string | null>(null)
  const [num, setNum] = useState('')
  const at = rows.find(({ eId }) => eId === chosen)
  const move = (change: 'deeper' | 'shallower') => {
    if (at) onChange([...corrections, { eId: at.eId, change }])
    setChosen(null)
  }
  const renumber = () => {
    if (at) onChange([...corrections, { eId: at.eId, change: 'number', num: num.trim() }])
    setChosen(null)
  }
  if (rows.length === 0) return null
  return (
    <Disclosure summary={t('legislation.correct')}>
      <Stack>
        <Text tone="quiet">{t('legislation.correct_about')}</Text>
        <ChoiceField
          label={t('legislation.provision')}
          as="select"
          options={rows.map(({ eId, depth, num: number, heading, text }) => ({
            value: eId,
            label: `${'\u00a0\u00a0'.repeat(depth)}${[number, heading || text[0]?.slice(0, 50)].filter(Boolean).join(' ')}`,
          }))}
          value={chosen}
          onChange={(eId) => {
            setChosen(eId)
            setNum(rows.find((row) => row.eId === eId)?.num ?? '')
          }}
        />
        <Row>
          <Button disabled={!at} onPress={() => move('deeper')}>
            {t('legislation.deeper')}
          </Button>
          <Button disabled={!at || at.depth === 0} onPress={() => move('shallower')}>
            {t('legislation.shallower')}
          </Button>
        </Row>
        <Row align="end">
          <TextField label={t('legislation.new_number')} value={num} maxLength={60} onChange={setNum} />
          <Button disabled={!at} onPress={renumber}>
            {t('legislation.renumber')}
          </Button>
        </Row>
        {corrections.length > 0 && (
          <Row>
            <Text as="span" tone="quiet">
              {t('legislation.corrections', { count: corrections.length })}
            </Text>
            <Button kind="quiet" icon="undo" onPress={() => onChange(corrections.slice(0, -1))}>
              {t('legislation.undo_correction')}
            </Button>
          </Row>
        )}
      </Stack>
    </Disclosure>
  )
}

interface Shown extends AddressedProvision {
  readonly depth: number
}

const inOrder = (provisions: readonly AddressedProvision[], depth: number): readonly Shown[] =>
  provisions.flatMap((provision) => [{ ...provision, depth }, ...inOrder(provision.children, depth + 1)])
