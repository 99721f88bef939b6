import type { DemoStaff } from '@gloact/module'

/** Who holds the roles of this module in the invented country. */
export const COOPERATION_DEMO_STAFF: DemoStaff = {
  agencies: {
    central_authority: {
      name: 'Central Authority for Mutual Legal Assistance',
      type: 'central_government',
    },
    police_liaison: { name: 'National Police, Intelligence Liaison', type: 'central_government' },
  },
  accounts: [
    { role: 'cooperation_officer', name: 'Daria Moreno', agency: 'central_authority' },
    { role: 'central_authority_approver', name: 'Tomás Iriarte', agency: 'central_authority' },
    { role: 'liaison_officer', name: 'Ngozi Haddad', agency: 'central_authority' },
    { role: 'intelligence_officer', name: 'Ruth Okello', agency: 'police_liaison' },
    { role: 'intelligence_approver', name: 'Pavel Lindqvist', agency: 'police_liaison' },
  ],
}
