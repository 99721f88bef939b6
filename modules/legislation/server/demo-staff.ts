import type { DemoStaff } from '@gloact/module'

/** A ministry of the invented country, with somebody who drafts and somebody who looks at it; and who comments for a shelter. */
export const LEGISLATION_DEMO_STAFF: DemoStaff = {
  agencies: { justice: { name: 'Ministry of Justice', type: 'central_government' } },
  accounts: [
    { role: 'legal_officer', name: 'Aigul Sadyrova', agency: 'justice' },
    { role: 'legal_reviewer', name: 'Tomás Figueira', agency: 'justice' },
    { role: 'legal_reviewer', name: 'Amina Diallo', agency: 'justice', address: 'second-legal-reviewer' },
    { role: 'legal_commenter', name: 'Nino Beridze', agency: 'shelter' },
  ],
}
