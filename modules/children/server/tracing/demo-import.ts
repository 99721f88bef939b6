import type { Principal } from '@gloact/identity/contract/principal'
import { unwrap, type Json } from '@gloact/kernel'
import { importInquiries } from './import-requests.ts'
import type { TracingKinds } from './kinds.ts'
import type { TracingContext } from './tracing-context.ts'

/** Of the invented requests the one that an office had in CPIMS+: it waits until somebody asks the inquirer. */
export const IMPORTED = 70

/** Takes over what was said as CPIMS+ would have had it; the id of the request. */
export async function importInvented(
  context: TracingContext,
  kinds: TracingKinds,
  officer: Principal,
  said: Readonly<Record<string, Json>>,
): Promise<string> {
  const { items } = unwrap(
    await importInquiries(context, kinds, officer, {
      tryOut: false,
      inquiries: [
        {
          tracing_request_id: `demo-${IMPORTED}`,
          inquiry_date: context.clock.today(context.calendar.timeZone),
          status: 'open',
          relation_name: said['relative_name'] ?? '',
          relation_telephone: said['telephone'] ?? '',
          separation_cause: 'population_movement',
          location_separation: said['separation_place'] ?? '',
          disclosure_other_orgs: true,
          tracing_request_subform_section: [
            {
              unique_id: `demo-${IMPORTED}`,
              name: `${String(said['given_name'])} ${String(said['family_name'])}`,
              relation: said['relation'] ?? '',
              sex: said['sex'] ?? '',
              age: said['age'] ?? '',
              tracing_request_status: 'tracing_in_progress',
            },
          ],
        },
      ],
    }),
  )
  return items[0]!.requestIds[0]!
}
