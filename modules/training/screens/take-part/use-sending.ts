import type { Client } from '@gloact/http/client'
import { useClient, useOnline } from '@gloact/ui'
import { useCallback, useRef, useState } from 'react'
import { sendAnswers, type SentAnswers } from '../../contract/tests.ts'
import { useTrying, waits } from './again.ts'
import { forget, type KeptTest, waiting } from './kept.ts'

export type SendState = 'nothing' | 'sending' | 'waiting' | 'sent' | 'refused'

export interface Sending {
  readonly state: SendState
  /** Why the server did not take it. */
  readonly why: string | null
  /** Tries at once: something was just finished. */
  readonly again: () => Promise<void>
}

/** Sends what is done, and again until the server has it or refuses it. Says which of these it is, and why. */
export function useSending(): Sending {
  const client = useClient()
  const online = useOnline()
  const [state, setState] = useState<SendState>('nothing')
  const [why, setWhy] = useState<string | null>(null)
  const running = useRef(false)
  const again = useCallback(async () => {
    const tests = waiting(localStorage)
    if (running.current || tests.length === 0) return
    if (!online) return setState('waiting')
    running.current = true
    setState((before) => (before === 'waiting' ? before : 'sending'))
    const outcome = await sendAll(client, tests)
    running.current = false
    setState(outcome.state)
    setWhy(outcome.why)
  }, [client, online])
  useTrying(again)
  return { state, why, again }
}

async function sendAll(
  client: Client,
  tests: readonly KeptTest[],
): Promise<{ readonly state: SendState; readonly why: string | null }> {
  let why: string | null = null
  for (const test of tests) {
    const { id, code, testId, answers } = test
    const answer = await client.call(sendAnswers, { body: { id, code, testId, answers: sent(answers) } })
    if (answer.ok) forget(localStorage, test)
    else if (waits(answer.error)) return { state: 'waiting', why: null }
    else {
      // The server will not take it, now or later: kept no longer, and said.
      forget(localStorage, test)
      why = answer.error.code
    }
  }
  return { state: why === null ? 'sent' : 'refused', why }
}

/** As the contract writes them. */
const sent = (answers: KeptTest['answers']): SentAnswers => structuredClone(answers) as SentAnswers
