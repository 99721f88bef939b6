-- A data-protection officer answers for the country's files, as they do in the audit: a small agency has none of its own.
alter policy see_opening on protection.file_opening using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and (
      user_id = nullif(current_setting('app.user_id', true), '')::uuid
      or 'data_protection_officer' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
      or (
        owner_agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
        and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
      )
    )
  )
);

comment on policy see_opening on protection.file_opening is 'Whoever opened it, those who work in the agency that keeps the file, and data-protection officers of the country.';
