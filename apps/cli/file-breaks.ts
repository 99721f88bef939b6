import type { LogsVerified } from '@gloact/module'
import type { ChainsVerified, FileBreak } from '@gloact/protection/server'

const MEANINGS: Readonly<Record<FileBreak['reason'], string>> = {
  sequence: 'an action is missing, or is where another should be',
  previous_hash: 'an action does not follow from the one before it',
  hash: 'an action was changed',
  file: 'it contains an action of another file',
  duplicate_id: 'an action is in it twice',
  malformed: 'an action holds something that none can hold',
  head: 'its row does not end where its log does',
  behind_audit: 'it was rolled back: the audit log names actions that are no longer there',
  differs_from_audit: 'an action is not the one that the audit log names',
  beyond_audit: 'it has actions that the audit log knows nothing of',
  gone: 'the audit log names it, but it does not exist',
}

/** Which file, from which action on, and what is wrong with it, in words. */
export const brokenFileTold = ({
  fileId,
  break: { reason, brokenAt },
}: NonNullable<ChainsVerified['broken']>): string => `file ${fileId}, from action ${brokenAt} on: ${MEANINGS[reason]}.`

/** The same of a request: an action of it is a step. */
export const brokenRequestTold = ({
  requestId,
  break: { reason, brokenAt },
}: NonNullable<LogsVerified['broken']>): string =>
  `request ${requestId}, from step ${brokenAt} on: ${MEANINGS[reason as FileBreak['reason']] ?? reason}.`
