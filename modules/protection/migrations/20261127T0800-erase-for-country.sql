-- A data-protection officer answers for the country's files, and may be one of the two who erase one; the other is a
-- supervisor of the agency that keeps it. What was asked for before this was known waits for a supervisor.
alter table protection.erasure add column asked_by_supervisor boolean not null default false;
alter table protection.erasure alter column asked_by_supervisor drop default;
alter policy see_erasure on protection.erasure using (
  country = nullif(current_setting('app.country', true), '')
  and (
    'data_protection_officer' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
    or (
      agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      and 'supervisor' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
    )
  )
);

comment on column protection.erasure.asked_by_supervisor is 'Whether whoever asked was a supervisor of the agency that keeps the file. If not, one of them confirms.';
comment on policy see_erasure on protection.erasure is 'Supervisors of the agency that keeps the file, and data-protection officers of the country.';
