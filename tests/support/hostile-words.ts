import assert from 'node:assert/strict'
import { newId } from '@gloact/kernel'
import { PAYLOAD_SCHEMAS } from '@gloact/protection/contract/file/payloads'
import type { z } from 'zod'
import { everyContract, nameOf, saidEverywhere, type TextPlace } from './contracts.ts'
import type { Answered, Caller } from './server-process.ts'

export type Type = keyof typeof PAYLOAD_SCHEMAS

export interface Said {
  readonly path: string
  readonly words: string
}

/** Somebody who says such words wherever there is a place for words, and remembers what they said. */
export type Hostile = Awaited<ReturnType<typeof hostileWords>>

export async function ok<Body>(answer: Promise<Answered>, what: string): Promise<Body> {
  const { status, body } = await answer
  assert.ok(status >= 200 && status < 300, `${what}: ${status} ${JSON.stringify(body)}`)
  return body as Body
}

export async function hostileWords(kinds: readonly string[]) {
  const contracts = new Map((await everyContract()).map((contract) => [nameOf(contract), contract]))
  /** Which kinds of action and which routes were tried with words; to be compared with all there are. */
  const tried = new Set<string>()
  let said: Said[] = []
  let count = 0

  /** Words that were never said before, so that each is known again by itself; as long as the place takes. */
  const say = ({ path, schema }: TextPlace, sample: unknown): string => {
    // A file's number, the version of a form or of a set of questions: held against what there is.
    if (/^number$|(^|\.)(version|setVersion)$/.test(path)) return String(sample)
    const { maxLength } = schema as { readonly maxLength?: number | null }
    return sayIn(path, maxLength ?? undefined)
  }
  const sayIn = (path: string, most = 100): string => {
    const end = ` ${count}.`
    // A justification says why, whatever stands in it besides.
    const why = path === 'words' ? 'She stands at our door and nobody answers. ' : ''
    const words = `${why}${kinds[count++ % kinds.length]!.slice(0, most - end.length - why.length)}${end}`
    said.push({ path, words })
    return words
  }
  const saying = (schema: z.ZodType, sample: unknown): unknown => saidEverywhere(schema, sample, say)

  /** An action with words in every text. */
  const action = (type: Type, sample: object) => {
    tried.add(type)
    return actionOf(type, saying(PAYLOAD_SCHEMAS[type], sample))
  }
  return {
    contracts,
    tried,
    sayIn,
    action,
    /** How much was said that nobody asked for yet. */
    waiting: (): number => said.length,
    /** What was said since this was last asked. */
    saidSince: (): readonly Said[] => {
      const since = said
      said = []
      return since
    },
    /** Records one action with words in every text, and gives its id. */
    async record(caller: Caller, fileId: string, type: Type, sample: object): Promise<string> {
      const sent = action(type, sample)
      await ok(caller.post(`/protection/files/${fileId}/actions`, { actions: [sent] }), type)
      return sent.id
    },
    /** Sends a request with words in every text of its body. */
    async request<Body>(
      caller: Pick<Caller, 'send'>,
      method: string,
      template: string,
      sample: object,
      more: { readonly ids?: readonly string[]; readonly version?: number } = {},
    ): Promise<Body> {
      const contract = contracts.get(`${method} ${template}`)
      assert.ok(contract?.body, template)
      tried.add(`${method} ${template}`)
      const ids = [...(more.ids ?? [])]
      const path = template.replaceAll(/:\w+/g, () => ids.shift()!)
      const headers: Record<string, string> = more.version === undefined ? {} : { 'if-match': `"${more.version}"` }
      return ok<Body>(caller.send(method, path, saying(contract.body, sample), headers), `${method} ${template}`)
    },
  }
}

/** An action as it is sent. */
export const actionOf = (type: Type, payload: unknown) => ({
  id: newId(),
  type,
  payload,
  happenedAt: new Date(Date.now() - 1_000).toISOString(),
})
