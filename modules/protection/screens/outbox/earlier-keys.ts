import { draftKey } from '@gloact/offline'
import {
  OF_COMMON,
  OF_PACE,
  OF_RULES,
  ofAnswers,
  ofBacklog,
  ofBecause,
  ofConsent,
  ofContact,
  ofNumber,
  ofPanel,
  ofThird,
  ofUnfit,
} from './draft-places.ts'

/**
 * The key of today for what an earlier version kept on this device; undefined for what is not kept. Keys were sentences
 * then (`panel:<file>:<name>`). Needed as long as devices may not have been signed in on since.
 */
export function keyOfEarlier(key: string): string | undefined {
  const [kind = '', fileId = '', ...rest] = key.split(':')
  const name = rest.join(':')
  const at = name.indexOf('/')
  const of = {
    contact: ofContact(null),
    'protection.backlog': ofBacklog(fileId),
    'protection.backlog-pace': OF_PACE,
    'protection.backlog-common': OF_COMMON,
    'protection.rules': OF_RULES,
    'protection.number': ofNumber(fileId),
    'protection.answers': ofAnswers(fileId),
    'protection.because': ofBecause(fileId, name),
    'protection.unfit': ofUnfit(fileId, name),
    'protection.third': ofThird(fileId, name.slice(0, Math.max(at, 0)), name.slice(at + 1)),
    panel: ofPanel(fileId, name),
    consent: ofConsent(fileId),
  }[kind]
  return of && draftKey(of)
}
