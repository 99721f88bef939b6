import type { DemoStaff } from '@gloact/module'

/** Who holds the roles of this module in the invented country; a second officer and a supervisor, since nobody approves their own work; a second person of the authority, who looks at a finding again; three on the panel; and a caseworker who takes requests for tracing, so many that one more of a day would wait for a review. */
export const CHILDREN_DEMO_STAFF: DemoStaff = {
  agencies: {
    guardianship: { name: 'Guardianship Authority', type: 'central_government' },
    panel: { name: 'Best Interests Panel', type: 'central_government' },
  },
  accounts: [
    { role: 'guardianship_authority', name: 'Elena Markovic', agency: 'guardianship' },
    {
      role: 'guardianship_authority',
      name: 'Marko Ilić',
      agency: 'guardianship',
      address: 'second-guardianship-authority',
    },
    { role: 'guardian', name: 'Yara Mansour', agency: 'guardianship' },
    { role: 'panel_member', name: 'Tomas Lindqvist', agency: 'panel' },
    { role: 'panel_member', name: 'Beatriz Nunes', agency: 'panel', address: 'second-panel-member' },
    { role: 'panel_member', name: 'Omar Siddiqui', agency: 'panel', address: 'third-panel-member' },
    {
      role: 'child_protection_officer',
      name: 'Grace Wanjiru',
      agency: 'children',
      address: 'second-child-protection-officer',
    },
    { role: 'supervisor', name: 'Noor Rahimi', agency: 'children', address: 'children-supervisor' },
    { role: 'caseworker', name: 'Hana Mebrahtu', agency: 'shelter', address: 'tracing-caseworker' },
  ],
}
