export { inventPeople } from './sample-people.ts'
export { HTCDS_TEST_FORMS } from './test-forms.ts'
