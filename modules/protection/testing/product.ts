import { newId } from '@gloact/kernel'
import type { ModuleProduct } from '@gloact/module'

const note = () => ({
  id: newId(),
  type: 'note_added',
  payload: { kind: 'general', text: 'A note.', notedOn: new Date().toISOString().slice(0, 10) },
  happenedAt: new Date().toISOString(),
})
const view = {
  name: 'My list',
  teamId: null,
  filter: {},
  sort: 'changed',
  direction: 'descending',
  columns: ['number'],
}
const importing = { dryRun: false, kind: 'htcds', agencyId: null, teamId: null, dateOrder: null, columns: null }
/** By each kind of action, and with the files that it opens. */
const ACTIONS = 'tests/faults/hostile-text.test.ts'

/** What the tests of the whole product take of this module. */
export const product: ModuleProduct = {
  sent: {
    'post /protection/files/{fileId}/actions': { body: () => ({ actions: [note()] }) },
    'post /protection/files/{fileId}/identity': { body: () => ({ purpose: 'work_on_file' }) },
    'get /protection/files/{fileId}/at': { query: '?sequence=1' },
    'get /protection/files/{fileId}/difference': { query: '?from=0&to=1' },
    'post /protection/files/{fileId}/prints': {
      body: () => ({ purpose: 'work_on_file', identity: false, copy: 'work', language: 'en' }),
    },
    'post /protection/files/{fileId}/presence': { body: () => ({ section: null }) },
    'put /protection/views/{viewId}': { body: () => view },
    'put /protection/tags/{tagId}': { body: () => ({ names: { en: 'Another name' }, active: true }) },
    'post /protection/caseloads/{userId}/handover': {
      body: ({ fileId }) => ({ reasons: 'They leave.', items: [{ fileId, to: null }] }),
    },
    'post /protection/openings/{openingId}/end': { body: () => ({ id: newId() }) },
    'post /protection/openings/{openingId}/review': {
      body: () => ({ id: newId(), verdict: 'justified', words: 'It was.' }),
    },
    'post /protection/exclusions/{exclusionId}/end': {
      body: () => ({ id: newId(), words: 'It was another person of the same name.' }),
    },
    'put /protection/files/{fileId}/attachments/{attachmentId}': { body: () => Uint8Array.of(1) },
    'put /protection/files/{fileId}/attachments/{attachmentId}/thumbnail': { body: () => Uint8Array.of(1) },
    'post /protection/files/{fileId}/attachments/{attachmentId}/open': {
      body: () => ({ part: 'content', purpose: 'work_on_file' }),
    },
    'post /protection/erasures/{erasureId}/confirm': { body: () => ({ number: 'DL-00000-0' }) },
    'post /protection/erasures/{erasureId}/withdraw': { body: () => ({}) },
    'post /protection/imports/uploads/{uploadId}/preview': { body: () => ({ name: 'a.csv' }) },
    'post /protection/imports/uploads/{uploadId}/runs': { body: () => importing },
    'post /protection/imports/{batchId}/restore': {
      body: () => ({ id: newId(), reason: 'It was the right table after all, and nobody sends another.' }),
    },
    'post /protection/imports/{batchId}/undo': {
      body: () => ({ id: newId(), reason: 'The agency sent the wrong table, and sends another.' }),
    },
  },
  heldAgainst: {
    'POST /protection/imports/:batchId/undo': {
      as: 'administrator',
      send: (say) => ({ path: `/protection/imports/${newId()}/undo`, body: { id: newId(), reason: say() } }),
    },
    'POST /protection/imports/:batchId/restore': {
      as: 'administrator',
      send: (say) => ({ path: `/protection/imports/${newId()}/restore`, body: { id: newId(), reason: say() } }),
    },
    'POST /protection/search': {
      as: 'caseworker',
      send: (say) => ({ path: '/protection/search', body: { text: say(), limit: 5 } }),
    },
    'POST /protection/openings': {
      as: 'frontline_worker',
      send: (say) => ({
        path: '/protection/openings',
        body: { id: newId(), number: say(38), reason: 'danger_to_life', words: say() },
      }),
    },
    'POST /protection/erasures': {
      as: 'supervisor',
      send: (say) => ({
        path: '/protection/erasures',
        body: { id: newId(), number: say(38), basis: 'retention_ended' },
      }),
    },
    'POST /protection/erasures/:erasureId/confirm': {
      as: 'supervisor',
      send: (say) => ({ path: `/protection/erasures/${newId()}/confirm`, body: { number: say(38) } }),
    },
    'POST /protection/readers': {
      as: 'data_protection_officer',
      send: (say) => ({ path: '/protection/readers', body: { number: say(38) } }),
    },
    'GET /protection/files': {
      as: 'caseworker',
      send: (say) => ({ path: `/protection/files?cursor=${encodeURIComponent(say())}` }),
    },
    'GET /protection/files/:fileId/actions': {
      as: 'caseworker',
      send: (say) => ({ path: `/protection/files/${newId()}/actions?cursor=${encodeURIComponent(say(38))}` }),
    },
    'PUT /protection/files/:fileId/attachments/:attachmentId': {
      as: 'caseworker',
      send: (say) => ({
        path: `/protection/files/${newId()}/attachments/${newId()}?declared=${encodeURIComponent(say())}`,
        body: Uint8Array.of(1),
      }),
    },
    'GET /protection/exclusions': {
      as: 'supervisor',
      send: (say) => ({ path: `/protection/exclusions?cursor=${encodeURIComponent(say())}` }),
    },
    'GET /protection/openings': {
      as: 'supervisor',
      send: (say) => ({ path: `/protection/openings?cursor=${encodeURIComponent(say())}` }),
    },
  },
  triedWithWords: {
    'POST /protection/files': ACTIONS,
    'POST /protection/files/:fileId/actions': ACTIONS,
    'POST /protection/files/actions': ACTIONS,
  },
  toldApart: [
    [
      /^administrator$/,
      /^post \/protection\/imports\/\{batchId\}\/(restore|undo(\/confirmation|\/decline)?)$/,
      'theirs is the agency that coordinates the country, whose imports they see in a list',
    ],
    [
      /^data_protection_officer$/,
      /^post \/protection\/openings\/\{openingId\}\/review$/,
      'they review the openings of the whole country, which they see in a list',
    ],
    [
      /^data_protection_officer$/,
      /^post \/protection\/exclusions\/\{exclusionId\}\/end$/,
      'they answer for the whole country’s files that are closed to staff, which they see in a list',
    ],
    [
      /^data_protection_officer$/,
      /^get \/protection\/files\/\{fileId\}\/readers$/,
      'they tell the person who asks who has read their file, in the whole country (decision 14)',
    ],
    [
      /^data_protection_officer$/,
      /^post \/protection\/erasures\/\{erasureId\}\/(confirm|withdraw)$/,
      'they are the second of two people in erasures of the whole country, which they see in a list (decision 14)',
    ],
    [
      /^(child_protection_officer|competent_authority)$/,
      /^put \/protection\/views\/\{viewId\}$/,
      'an id that nobody has makes a list: its client makes the id',
    ],
  ],
}
