import { requestWords, taskSentence } from '@gloact/records'
import { useMessages } from '@gloact/ui'
import { KINDS, SEPARATION, type KindName } from '../domain/kinds.ts'

/** What records, their states and clocks are called; a child's number as it is said aloud. */
export function useChildrenWords() {
  const messages = useMessages()
  const { t } = messages
  const titleOf = (name: KindName, option: string | null) =>
    name === 'solution' && option === SEPARATION
      ? t('children.separation.title')
      : t(requestWords.title(KINDS[name].kind))
  return {
    ...messages,
    kind: (name: KindName) => t(requestWords.title(KINDS[name].kind)),
    /** What one record is called: living apart is decided as a solution is, and is none. */
    title: titleOf,
    state: (name: KindName, state: string) => t(requestWords.state(KINDS[name].kind, state)),
    /** What has to be done next, by the clock that runs where there is one; one that says it whole stands by itself. */
    due: (name: KindName, option: string | null, state: string, clock: string | null) => {
      const said = t(taskSentence(KINDS[name], state, clock))
      const whole: boolean = clock !== null && 'says' in (KINDS[name].clocks[clock as never] ?? {})
      return whole ? said : `${titleOf(name, option)}: ${said}`
    },
    clock: (name: KindName, clock: string) => t(requestWords.clock(KINDS[name].kind, clock)),
    step: (name: KindName, step: string) => t(requestWords.step(KINDS[name].kind, step)),
    number: (number: unknown) => String(number ?? '').toUpperCase(),
    gap: (code: string) => t(`children.gap.${code}`),
  }
}

export const CHILDREN_KEYS = {
  all: ['children'] as const,
  list: (list: string) => ['children', 'list', list] as const,
  child: (fileId: string) => ['children', 'child', fileId] as const,
  records: (kind: string, list: string) => ['children', 'records', kind, list] as const,
  one: (kind: string, id: string) => ['children', 'one', kind, id] as const,
  mine: ['children', 'mine'] as const,
  figures: (month: string) => ['children', 'figures', month] as const,
  referred: (id: string) => ['children', 'referred', id] as const,
  training: (id: string) => ['children', 'training', id] as const,
  complaints: (id: string) => ['children', 'complaints', id] as const,
  placed: (id: string) => ['children', 'placed', id] as const,
  carerFor: (fileId: string, id: string, type: string) => ['children', 'carer-for', fileId, id, type] as const,
  guardians: (id: string) => ['children', 'guardians', id] as const,
  voices: (id: string) => ['children', 'voices', id] as const,
  accounts: ['children', 'accounts'] as const,
}
