import { mayByRole } from '@gloact/policy'
import { PageHeader, Stack, Tabs, useMessages, useNavigation } from '@gloact/ui'
import { useParams } from '@tanstack/react-router'
import { oversightPolicy } from '../domain/oversight-policy.ts'
import { Access } from './pages/access.tsx'
import { AuditProof } from './pages/audit-proof.tsx'
import { Exports } from './pages/exports.tsx'
import { Openings } from './pages/openings.tsx'
import { Retention } from './pages/retention.tsx'
import { usePrincipal } from './principal.ts'

const PAGES = {
  access: Access,
  openings: Openings,
  exports: Exports,
  retention: Retention,
  audit: AuditProof,
} as const
type PageName = keyof typeof PAGES
const NAMES = Object.keys(PAGES) as readonly PageName[]

/** The data-protection officer's page; an administrator sees its first part, which concerns accounts. */
export function OversightPage() {
  const { t } = useMessages()
  const { go } = useNavigation()
  const principal = usePrincipal()
  const { page }: { page?: string } = useParams({ strict: false })
  const officer = mayByRole(oversightPolicy, principal, 'oversight.read_use')
  const current = NAMES.find((name) => name === page) ?? 'access'
  const Shown = PAGES[current]
  return (
    <Stack gap="lg">
      <PageHeader
        title={t(officer ? 'oversight.title' : 'oversight.access.title')}
        about={t(officer ? 'oversight.about' : 'oversight.access.about')}
      />
      {officer ? (
        <Tabs
          label={t('oversight.title')}
          value={current}
          onChange={(next) => go(next === 'access' ? '/oversight' : `/oversight/${next}`)}
          tabs={NAMES.map((name) => ({ value: name, label: t(`oversight.${name}.title`) }))}
        >
          <Shown />
        </Tabs>
      ) : (
        <Access />
      )}
    </Stack>
  )
}
