-- Members of staff to whom a file is closed: named in it, or with a conflict of interest. Derived from the file's log, like its clocks; the
-- words of the reason lie in the log alone, sealed.
create table protection.file_exclusion (
  -- The action by which they were excluded.
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  number text not null,
  country text not null,
  owner_agency_id uuid not null,
  user_id uuid not null,
  ground text not null,
  excluded_at timestamptz not null,
  excluded_by uuid not null,
  ended_at timestamptz,
  ended_by uuid,
  constraint ended_wholly check ((ended_at is null) = (ended_by is null)),
  constraint ended_by_somebody_else check (ended_by is null or (ended_by <> user_id and ended_by <> excluded_by))
);
create index file_exclusion_by_file on protection.file_exclusion (file_id);
create index file_exclusion_by_agency on protection.file_exclusion (owner_agency_id, excluded_at desc);
alter table protection.file_exclusion enable row level security;
alter table protection.file_exclusion force row level security;
-- Those who answer for the agency's files, and data-protection officers of the country. Never the person excluded.
create policy see_exclusion on protection.file_exclusion for select using (
  app.is_system()
  or (
    app.in_country(country)
    and user_id <> app.user_id()
    and (
      app.has_role('data_protection_officer')
      or (owner_agency_id = app.agency_id() and app.has_any_role('supervisor', 'child_protection_officer'))
    )
  )
);
create policy exclude_as_system on protection.file_exclusion for insert with check (app.is_system());
create policy end_as_system on protection.file_exclusion for update using (app.is_system());
create policy erase_as_system on protection.file_exclusion for delete using (app.is_system());
grant select, insert, delete on protection.file_exclusion to gloact_app;
grant update (ended_at, ended_by) on protection.file_exclusion to gloact_app;

-- The file, and what lies beside it that is seen without it.
select records.keep_out('protection.case_file', 'id');
select records.keep_out('protection.file_share', 'file_id');
select records.keep_out('protection.file_opening', 'file_id');
select records.keep_out('protection.file_exclusion', 'file_id');

comment on table protection.file_exclusion is 'Members of staff to whom a file is closed, since when and until when; their reasons lie in the file''s log.';
