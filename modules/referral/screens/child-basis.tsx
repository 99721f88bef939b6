import { ChoiceField } from '@gloact/ui'
import { ASSENTS, GUARDIANS } from '../contract/referrals.ts'
import { useReferralWords } from './referral-words.ts'

type Assent = (typeof ASSENTS)[number]
type Guardian = (typeof GUARDIANS)[number]

interface Props {
  readonly assent: Assent | null
  readonly guardian: Guardian | null
  readonly onAssent: (next: Assent | null) => void
  readonly onGuardian: (next: Guardian | null) => void
  /** What is shown beside a question without an answer. */
  readonly missing: string | undefined
}

/** On what basis something about a child is passed on: the child's assent and the guardian's word. */
export function ChildBasis({ assent, guardian, onAssent, onGuardian, missing }: Props) {
  const { t } = useReferralWords()
  return (
    <>
      <ChoiceField
        label={t('referral.assent')}
        required
        options={ASSENTS.map((value) => ({ value, label: t(`referral.assent.${value}`) }))}
        value={assent}
        error={assent === null ? missing : undefined}
        onChange={(next) => onAssent(next as Assent | null)}
      />
      <ChoiceField
        label={t('referral.guardian')}
        required
        options={GUARDIANS.map((value) => ({ value, label: t(`referral.guardian.${value}`) }))}
        value={guardian}
        error={guardian === null ? missing : undefined}
        onChange={(next) => onGuardian(next as Guardian | null)}
      />
    </>
  )
}
