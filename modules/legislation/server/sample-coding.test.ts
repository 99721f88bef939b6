import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { newId } from '@gloact/kernel'
import type { AssessmentView } from '../contract/assessments.ts'
import type { LawTextView } from '../contract/laws.ts'
import { obligationsOf } from './packs.ts'
import { ask, law } from './testing/served.ts'

const REFERENCE = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data')
const withoutReference = existsSync(REFERENCE) ? false : 'the reference data (../shared/data) is not here'
const reference = (...path: string[]) => readFileSync(join(REFERENCE, ...path), 'utf8')

interface Coded {
  readonly law: string
  readonly items: readonly {
    readonly obligation: string
    readonly status: string
    readonly provisions: readonly string[]
    readonly note: string
  }[]
}

/** Obligations of the core: met, partly met, not met, answered by another law. */
const COUNTRIES = [
  { code: 'PK', source: ['akn', 'pk-act-2018-34.eng.akn.xml'], counts: [7, 8, 14, 4] },
  { code: 'BB', source: ['laws', 'bb', 'trafficking-in-persons-prevention-bill-2016.en.md'], counts: [15, 7, 5, 6] },
] as const

/** A provision as the coding names it: by its address, or as lawyers do (`s.15(b)-(c)`, `s.2 "child"`). */
function addressOf(named: string, { provisions }: LawTextView): string {
  if (provisions.some(({ eId }) => eId === named)) return named
  const [, section = '', below = '', term] = /^s\.(\w+)((?:\(\w+\))*)(?:-\(\w+\))?(?: "(\w+)")?$/.exec(named) ?? []
  const inSection = provisions.filter(({ eId }) => eId.startsWith(`sec_${section}__`))
  if (term !== undefined) return inSection.find(({ text }) => text[0]?.startsWith(`“${term}”`))?.eId ?? ''
  const steps = [...below.matchAll(/\((\w+)\)/g)].map(([, number = '']) =>
    /\d/.test(number) ? `subsec_${number}` : `para_${number}`,
  )
  return [`sec_${section}`, ...steps].join('__')
}

for (const [at, { code, source, counts }] of COUNTRIES.entries()) {
  test(
    `the sample coding of ${code} is an assessment with the counts it states, and its report is printed`,
    {
      skip: withoutReference,
    },
    async () => {
      const coded = (JSON.parse(reference('obligations', 'sample-gap-coding.json')) as readonly Coded[])[at]
      assert.equal(coded?.items.length, 33)
      const text = law({ title: coded.law, source: reference(...source) })
      assert.equal((await ask('POST', 'laws', text)).status, 201)
      const read = (await ask<LawTextView>('GET', `expressions/${text.expressionId}`)).body
      const assessment = { id: newId(), title: code, packs: ['tip-protocol-2000'], tier: 'core', kind: 'baseline' }
      const opened = { ...assessment, asOf: '2026-11-28', ofCountry: code }
      assert.equal((await ask('POST', 'assessments', opened)).status, 201)
      const path = `assessments/${assessment.id}`
      for (const { obligation, status, provisions, note: reasoning } of coded.items) {
        const elements =
          obligationsOf(['tip-protocol-2000'], 'core').find(({ id }) => id === obligation)?.elements ?? []
        assert.ok(elements.length > 0, obligation)
        const eIds = [...new Set(provisions.map((named) => addressOf(named, read)))]
        const citations = eIds.map((eId) => ({ expressionId: text.expressionId, eId }))
        for (const { id } of elements) {
          const saved = await ask('PUT', `${path}/findings/${id}`, { id: newId(), status, reasoning, citations })
          assert.equal(saved.status, 200, `${obligation} ${provisions.join(' ')} ${saved.body.code}`)
        }
      }
      const { body } = await ask<AssessmentView>('GET', path)
      const { met, partial, not_met: missing, other_law: elsewhere, open } = body.summary.counts
      assert.deepEqual([met, partial, missing, elsewhere, open], [...counts, 0])
      const report = async (format: string, language: string) =>
        (await ask('GET', `${path}/report?format=${format}&language=${language}`)).raw
      const json = JSON.parse(new TextDecoder().decode(await report('json', 'en'))) as AssessmentView
      assert.deepEqual([json.obligations.length, json.ofCountry], [33, code])
      const cited = json.obligations.flatMap(({ elements }) =>
        elements.flatMap(({ finding }) => finding?.citations ?? []),
      )
      assert.ok(cited.length > 30 && cited.every(({ words, label }) => words !== '' || label !== ''))
      assert.equal(new TextDecoder().decode((await report('docx', 'fr')).subarray(0, 2)), 'PK')
      assert.equal(new TextDecoder().decode((await report('pdf', 'ar')).subarray(0, 4)), '%PDF')
    },
  )
}
