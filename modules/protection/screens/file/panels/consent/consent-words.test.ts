import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CODE_LISTS } from '@gloact/codes'
import { asPlainDate, newId } from '@gloact/kernel'
import { createMessages, mergeCatalogues } from '@gloact/messages'
import type { ConsentGrantPayload } from '../../../../domain/file/payloads.ts'
import english from '../../../../locales/en.json' with { type: 'json' }
import {
  agreedSharings,
  consentGrid,
  groupsWords,
  sharingWords,
  type SharingWords,
} from '../../../panel/consent-words.ts'

const CLINIC = newId()

const grant = (changed: Partial<ConsentGrantPayload>): ConsentGrantPayload => ({
  id: newId(),
  purpose: 'referral',
  recipientKind: 'health',
  recipientAgencyId: null,
  dataGroup: 'health',
  validFrom: asPlainDate('2026-11-24'),
  validUntil: asPlainDate('2027-05-24'),
  ...changed,
})

const words: SharingWords = {
  messages: createMessages({
    language: 'en',
    timeZone: 'Asia/Riyadh',
    catalogues: { en: mergeCatalogues([english]) },
  }),
  codeLists: CODE_LISTS,
  agencyName: (id) => (id === CLINIC ? 'Clinic Isa' : undefined),
  protecting: null,
}

test('grants that differ in their data groups alone are one agreement', () => {
  const grants = [grant({}), grant({ dataGroup: 'needs' }), grant({ dataGroup: 'needs' })]
  const [agreed, ...others] = agreedSharings(grants)
  assert.deepEqual(others, [])
  assert.deepEqual(agreed?.dataGroups, ['health', 'needs'])
  assert.deepEqual(agreed?.grants, grants)
})

test('another purpose, recipient or time is another agreement, so that none says more than was agreed', () => {
  const different = [
    grant({}),
    grant({ purpose: 'safety' }),
    grant({ recipientKind: 'shelter' }),
    grant({ recipientAgencyId: CLINIC }),
    grant({ validUntil: asPlainDate('2027-01-01') }),
    grant({ validFrom: asPlainDate('2026-12-01') }),
  ]
  const agreed = agreedSharings(different)
  assert.equal(agreed.length, different.length)
  assert.equal(new Set(agreed.map(({ key }) => key)).size, different.length)
})

test('the table has a row for each purpose and a column for each recipient, and every grant stands in one cell', () => {
  const grants = [
    grant({}),
    grant({ purpose: 'safety', recipientKind: 'shelter' }),
    grant({ recipientAgencyId: CLINIC }),
  ]
  const { recipients, purposes } = consentGrid(grants)
  assert.equal(recipients.length, 3)
  assert.deepEqual(
    purposes.map(({ purpose, cells }) => [
      purpose,
      cells.map((cell) => cell.flatMap((agreed) => agreed.grants).length),
    ]),
    [
      ['referral', [1, 0, 1]],
      ['safety', [0, 1, 0]],
    ],
  )
  assert.deepEqual(
    new Set(purposes.flatMap(({ cells }) => cells.flat().flatMap((agreed) => agreed.grants))),
    new Set(grants),
  )
})

test('nothing agreed gives a table without rows and columns', () => {
  assert.deepEqual(consentGrid([]), { recipients: [], purposes: [] })
})

test('an agreement for later says from which day on it holds', () => {
  const [later] = agreedSharings([grant({ validFrom: asPlainDate('2026-12-01') })])
  assert.match(sharingWords(words, later!, asPlainDate('2026-11-24')), /^From 1 December 2026: /)
  assert.doesNotMatch(sharingWords(words, later!, asPlainDate('2026-12-01')), /^From/)
})

test('data groups are said in words', () => {
  assert.equal(groupsWords(words, ['health', 'needs']), 'Health; Needs and plan')
})
