/** Answers of a request for evidence that lacks nothing the Convention lists. */
export const COMPLETE_REQUEST = {
  requesting_authority: 'Central Authority of Demoland',
  legal_basis: 'untoc',
  proceedings: 'investigation',
  offences: ['trafficking'],
  conducting_authority: 'Prosecutor General',
  conducting_functions: 'Leads investigations.',
  facts: 'Six workers were held at a quarry by a recruiter.',
  names_victim: 'no',
  type: 'records',
  assistance: 'The account statements of one company.',
  purpose: 'Evidence in case 12/2026.',
  tlp: 'amber',
  urgency: 'routine',
  language: 'en',
}
