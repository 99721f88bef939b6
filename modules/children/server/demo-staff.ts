import type { DemoStaff } from '@gloact/module'

/** Who holds the roles of this module in the invented country. */
export const CHILDREN_DEMO_STAFF: DemoStaff = {
  agencies: {
    guardianship: { name: 'Guardianship Authority', type: 'central_government' },
    panel: { name: 'Best Interests Panel', type: 'central_government' },
  },
  accounts: [
    { role: 'guardianship_authority', name: 'Elena Markovic', agency: 'guardianship' },
    { role: 'guardian', name: 'Yara Mansour', agency: 'guardianship' },
    { role: 'panel_member', name: 'Tomas Lindqvist', agency: 'panel' },
  ],
}
