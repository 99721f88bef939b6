import type { GivenAnswer } from '../../domain/marking.ts'

/**
 * A test that is being sat on this phone: what was answered, under the id with which it is sent. It stays until the server has it, so
 * that a lost connection or a closed page loses nothing, and sending it twice records it once.
 */
export interface KeptTest {
  readonly id: string
  readonly code: string
  readonly testId: string
  readonly answers: Readonly<Record<string, GivenAnswer>>
  /** Its owner has said that it is done. */
  readonly done: boolean
}

const PREFIX = 'training-test:'

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>

export function keep(store: Store, test: KeptTest): void {
  store.setItem(PREFIX + test.testId + test.code, JSON.stringify(test))
}

export const forget = (store: Store, { testId, code }: Pick<KeptTest, 'testId' | 'code'>): void =>
  store.removeItem(PREFIX + testId + code)

/** What was kept of a test; undefined where nothing was, or what lies there is no test. */
export function keptTest(store: Store, testId: string, code: string): KeptTest | undefined {
  return read(store.getItem(PREFIX + testId + code))
}

/** Tests whose owner is done with them and that the server does not have yet. */
export function waiting(store: Store): readonly KeptTest[] {
  const keys = Array.from({ length: store.length }, (_, at) => store.key(at))
  return keys.flatMap((key) => {
    const test = key?.startsWith(PREFIX) ? read(store.getItem(key)) : undefined
    return test?.done === true ? [test] : []
  })
}

function read(text: string | null): KeptTest | undefined {
  if (text === null) return undefined
  try {
    const value = JSON.parse(text) as Partial<KeptTest> | null
    const whole = typeof value?.id === 'string' && typeof value.code === 'string' && typeof value.testId === 'string'
    return whole && typeof value.answers === 'object' ? (value as KeptTest) : undefined
  } catch {
    return undefined
  }
}
