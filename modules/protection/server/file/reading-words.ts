import type { AuditAction } from '@gloact/audit'
import { READINGS } from '../../contract/history/history.ts'
import type { ProtectionContext } from './context.ts'

/** The words of every module by which somebody read something of a person. */
export const readingWords = ({
  readingsElsewhere,
}: Pick<ProtectionContext, 'readingsElsewhere'>): readonly AuditAction[] => [
  ...READINGS,
  ...(readingsElsewhere?.() ?? []),
]
