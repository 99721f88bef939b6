import type { GivenAnswer } from '../../domain/marking.ts'
import { type Store, valueOf, valuesUnder } from './kept-values.ts'

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

export function keep(store: Store, test: KeptTest): void {
  store.setItem(PREFIX + test.testId + test.code, JSON.stringify(test))
}

export const forget = (store: Store, { testId, code }: Pick<KeptTest, 'testId' | 'code'>): void =>
  store.removeItem(PREFIX + testId + code)

/** What was kept of a test; undefined where nothing was, or what lies there is no test. */
export function keptTest(store: Store, testId: string, code: string): KeptTest | undefined {
  const value = valueOf(store.getItem(PREFIX + testId + code))
  return isTest(value) ? value : undefined
}

/** Tests whose owner is done with them and that the server does not have yet. */
export const waiting = (store: Store): readonly KeptTest[] =>
  valuesUnder(store, PREFIX)
    .filter(isTest)
    .filter(({ done }) => done)

function isTest(value: unknown): value is KeptTest {
  const { id, code, testId, answers } = (value ?? {}) as Partial<KeptTest>
  return [id, code, testId].every((part) => typeof part === 'string') && typeof answers === 'object'
}
