import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { dataGroup } from '@gloact/codes'
import { checkComplete } from '@gloact/forms'
import { asInstant, dateIn, type FieldFailure, type Instant } from '@gloact/kernel'
import { readCaseFile } from '@gloact/protection/contract/routes'
import {
  Button,
  CheckboxField,
  ChoiceField,
  ChoicesField,
  Form,
  FormRenderer,
  LongText,
  PageHeader,
  QueryState,
  Refusal,
  Row,
  TextField,
  useClient,
  useCodeOptions,
  useKeptAnswers,
  useNavigation,
} from '@gloact/ui'
import { useState } from 'react'
import { beginBetween } from '../../contract/between.ts'
import type { ASSENTS, GUARDIANS } from '../../contract/referrals.ts'
import { BETWEEN_FORMS, BETWEEN_LISTS } from '../../domain/between/forms.ts'
import { BEGUN, type Begun } from '../../domain/between/kinds.ts'
import { groupsFor, type RecipientKind } from '../../domain/passing-on.ts'
import { ChildBasis } from '../child-basis.tsx'
import { useReferralWords } from '../referral-words.ts'
import { BETWEEN_KEYS, keyOfPartner, usePartners } from './between-words.ts'

const FORM: Readonly<Record<Begun, string | null>> = {
  transfer: null,
  transfer_request: 'asking',
  joint_work: 'sharing_out',
  conference: 'meeting',
}

/** Asks for a file by its number: there is none to begin it from. */
export const AskPage = () => <BeginForm kind="transfer_request" fileId={null} child={false} ownAgencyId="" />

/** Begins something with another agency from a file. Nothing is told before the preview was seen. */
export function BeginPage() {
  const { fileId = '', kind }: { readonly fileId?: string; readonly kind?: string } = useParams({ strict: false })
  const { t } = useReferralWords()
  const client = useClient()
  const file = useQuery({
    queryKey: ['referral', 'file', fileId],
    queryFn: () => client.callOrThrow(readCaseFile, { params: { fileId } }),
  })
  if (!file.isSuccess) return <QueryState query={file} loading={t('referral.loading')} />
  const begun = BEGUN.find((each) => each === kind) ?? 'transfer'
  const { agencyId, path } = file.data
  return <BeginForm kind={begun} fileId={fileId} child={path === 'child'} ownAgencyId={agencyId} />
}

interface BeginProps {
  readonly kind: Begun
  readonly fileId: string | null
  readonly child: boolean
  readonly ownAgencyId: string
}

// A type and not an interface: a draft is JSON.
type BeginBeside = {
  readonly number: string
  readonly chosen: readonly string[]
  readonly words: string
  readonly groups: readonly string[]
  readonly assent: (typeof ASSENTS)[number] | null
  readonly guardian: (typeof GUARDIANS)[number] | null
  readonly weighed: boolean
  readonly happenedAt: Instant
}

function BeginForm({ kind, fileId, child, ownAgencyId }: BeginProps) {
  const { t, problem, timeZone } = useReferralWords()
  const client = useClient()
  const queries = useQueryClient()
  const { go } = useNavigation()
  const { partners } = usePartners(ownAgencyId)
  const [begunAt] = useState(() => asInstant(Date.now()))
  const kept = useKeptAnswers<BeginBeside>(`begin.${kind}.${fileId}`, {
    beside: {
      number: '',
      chosen: [],
      words: '',
      groups: groupsFor(kind),
      assent: null,
      guardian: null,
      weighed: false,
      happenedAt: begunAt,
    },
  })
  const { answers, typed, set } = kept
  const { number, chosen, words, groups, assent, guardian, weighed, happenedAt } = kept.beside
  const [id, stepId] = kept.ids
  const [failures, setFailures] = useState<readonly FieldFailure[]>([])
  const [tried, setTried] = useState(false)
  const [refused, setRefused] = useState<string | null>(null)
  const [tie, setTie] = useState(false)
  const [busy, setBusy] = useState(false)
  const groupOptions = useCodeOptions(dataGroup).filter(({ value }) => !child || groupsFor(kind).includes(value))
  const form = BETWEEN_FORMS[FORM[kind] ?? '']
  const packaged = kind === 'transfer' || kind === 'conference'
  const asks = kind === 'transfer_request'
  const missing = tried ? t('forms.required') : undefined
  const options = partners.map((partner) => ({ value: keyOfPartner(partner), label: partner.label }))
  const begin = async () => {
    setTried(true)
    const incomplete = form ? checkComplete(form, answers) : []
    setFailures(incomplete)
    const lacks =
      (asks ? number.trim() === '' : chosen.length === 0) ||
      (kind === 'transfer' && words.trim() === '') ||
      (child && (assent === null || guardian === null))
    if (incomplete.length > 0 || lacks) return
    setBusy(true)
    const begun = await client.call(beginBetween, {
      body: {
        id,
        stepId,
        happenedAt,
        kind,
        fileId,
        number: asks ? number.trim() : null,
        with: partners
          .filter((partner) => chosen.includes(keyOfPartner(partner)))
          .map(({ agencyId, recipientKind }) => ({ agencyId, recipientKind: recipientKind as RecipientKind })),
        words: kind === 'transfer' ? words.trim() : null,
        groups: packaged ? [...groups] : [],
        tieWeighed: weighed,
        child: assent !== null && guardian !== null ? { assent, guardian } : null,
        answers: { ...answers },
      },
    })
    setBusy(false)
    if (!begun.ok) {
      setTie(tie || begun.error.code === 'referral.tie_unweighed')
      return setRefused(problem(begun.error))
    }
    await typed.forget()
    await Promise.all([BETWEEN_KEYS.all, ['work']].map((queryKey) => queries.invalidateQueries({ queryKey })))
    go(`/referral/between/${kind}/${id}`, { replace: true })
  }
  if (!typed.ready) return null
  const back =
    fileId === null
      ? { to: '/referral/between', label: t('referral.between.title') }
      : { to: `/referral/between/file/${fileId}`, label: t('referral.between.file') }
  return (
    <>
      <PageHeader title={t(`referral.between.begin.${kind}`)} about={t(`referral.${kind}.about`)} back={back} />
      <Form unsent="kept" onSubmit={() => void begin()}>
        {asks && (
          <TextField
            label={t('referral.between.number')}
            required
            maxLength={40}
            value={number}
            error={number.trim() === '' ? missing : undefined}
            onChange={(next) => set({ number: next })}
          />
        )}
        {!asks && kind === 'conference' && (
          <ChoicesField
            label={t('referral.between.with_many')}
            help={t('referral.between.with_help')}
            required
            options={options}
            value={chosen}
            error={chosen.length === 0 ? missing : undefined}
            onChange={(next) => set({ chosen: next })}
          />
        )}
        {!asks && kind !== 'conference' && (
          <ChoiceField
            as="select"
            label={t('referral.between.with')}
            help={t('referral.between.with_help')}
            required
            options={options}
            value={chosen[0] ?? null}
            error={chosen.length === 0 ? missing : undefined}
            onChange={(next) => set({ chosen: next === null ? [] : [next] })}
          />
        )}
        {kind === 'transfer' && (
          <LongText
            label={t('referral.between.words')}
            help={t('referral.words.help')}
            required
            maxLength={2000}
            value={words}
            error={words.trim() === '' ? missing : undefined}
            onChange={(next) => set({ words: next })}
          />
        )}
        {form && (
          <FormRenderer
            bare
            form={form}
            codeLists={BETWEEN_LISTS}
            {...kept.renderer}
            failures={failures}
            today={dateIn(happenedAt, timeZone)}
          />
        )}
        {packaged && (
          <ChoicesField
            label={t('referral.groups')}
            help={t(child ? 'referral.groups.child' : 'referral.groups.help')}
            options={groupOptions}
            value={groups}
            onChange={(next) => set({ groups: next })}
          />
        )}
        {child && (
          <ChildBasis
            assent={assent}
            guardian={guardian}
            onAssent={(next) => set({ assent: next })}
            onGuardian={(next) => set({ guardian: next })}
            missing={missing}
          />
        )}
        <Refusal>{refused}</Refusal>
        {tie && (
          <CheckboxField
            label={t('referral.tie_weighed')}
            value={weighed}
            onChange={(next) => set({ weighed: next })}
          />
        )}
        <Row>
          <Button kind="primary" type="submit" busy={busy}>
            {t('referral.between.continue')}
          </Button>
          <Button kind="quiet" onPress={() => void typed.giveUp().then((given) => given && go(back.to))}>
            {t('ui.cancel')}
          </Button>
        </Row>
      </Form>
    </>
  )
}
