-- Erasure: what the software does at the end of retention or when somebody has a right to it. One asks, with the basis in
-- law, another confirms. What stays is a certificate, figures without a person, and a log whose chain still verifies.
create table protection.erasure (
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  country text not null,
  agency_id uuid not null,
  basis text not null check (basis in ('person_asked', 'consent_withdrawn', 'recorded_unlawfully', 'duty_in_law',
    'retention_ended')),
  asked_by uuid not null,
  asked_at timestamptz not null,
  withdrawn_by uuid,
  withdrawn_at timestamptz,
  confirmed_by uuid,
  -- When it was erased.
  confirmed_at timestamptz,
  -- How many files of the person, actions in them and attachments it took with it.
  files integer,
  actions integer,
  attachments integer,
  -- Until this day a backup may hold the key, wrapped under a version of the KEK that is not destroyed yet.
  backups_unreadable_on date,
  constraint second_person check (confirmed_by is distinct from asked_by),
  constraint withdrawn_in_full check ((withdrawn_by is null) = (withdrawn_at is null)),
  constraint confirmed_in_full check (
    (confirmed_by is null) = (confirmed_at is null) and (confirmed_by is null) = (files is null)
      and (confirmed_by is null) = (backups_unreadable_on is null)
  ),
  constraint one_end check (withdrawn_at is null or confirmed_at is null)
);
create unique index erasure_waiting on protection.erasure (file_id) where withdrawn_at is null and confirmed_at is null;
create index erasure_by_agency on protection.erasure (agency_id, asked_at desc);
alter table protection.erasure enable row level security;
alter table protection.erasure force row level security;
create policy erase_as_system on protection.erasure using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy see_erasure on protection.erasure for select using (
  country = nullif(current_setting('app.country', true), '')
  and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
  and string_to_array(nullif(current_setting('app.roles', true), ''), ',')
    && array['supervisor', 'data_protection_officer']
);
grant select, insert on protection.erasure to gloact_app;
grant update (withdrawn_by, withdrawn_at, confirmed_by, confirmed_at, files, actions, attachments, backups_unreadable_on)
  on protection.erasure to gloact_app;

-- An erased file is for figures alone: nobody opens, lists or finds it.
alter table protection.case_file add column erased_at timestamptz;
create policy erased_is_for_figures on protection.case_file as restrictive for select using (
  erased_at is null or nullif(current_setting('app.row_scope', true), '') = 'system'
);

-- The rows about a file go at erasure, and only then.
create policy erase_share on protection.file_share as restrictive for delete using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy erase_opening on protection.file_opening for delete using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);

-- Takes away everything that is derived from a file or kept about it, wherever this schema holds it: every table with a
-- file_id, also those that come later. The log stays as it is, sealed under a key that is gone, so that its chain verifies;
-- services stay as figures, by month. Runs as the owner of the tables, for the system's scope alone.
create function protection.erase_file(target uuid, stand_in uuid, figures jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  about record;
  left_over bigint;
begin
  if nullif(current_setting('app.row_scope', true), '') is distinct from 'system' then
    raise exception 'only the system erases';
  end if;
  update protection.service set
    planned_on = date_trunc('month', planned_on)::date,
    started_on = date_trunc('month', started_on)::date,
    ended_on = date_trunc('month', ended_on)::date,
    result_on = date_trunc('month', result_on)::date,
    provider_agency_id = null
  where file_id = target;
  for about in
    select class.relname as name
    from pg_class class
    join pg_namespace namespace on namespace.oid = class.relnamespace
    join pg_attribute attribute on attribute.attrelid = class.oid
    where namespace.nspname = 'protection' and class.relkind = 'r' and attribute.attname = 'file_id'
      and not attribute.attisdropped
      and class.relname not in ('file_action', 'service', 'name_tokens', 'erasure')
    order by class.relname
  loop
    execute format('delete from protection.%I where file_id = $1', about.name) using target;
    execute format('select count(*) from protection.%I where file_id = $1', about.name) into left_over using target;
    if left_over > 0 then
      raise exception 'rows about the file remain in %', about.name;
    end if;
  end loop;
  -- The row stays, empty, so that the index of names hears that there is nothing to find.
  update protection.name_tokens set sealed = ''::bytea, person_id = stand_in, changed_in = pg_current_xact_id()
  where file_id = target;
  update protection.case_file set
    person_id = stand_in,
    number = 'erased-' || stand_in,
    team_id = null,
    assigned_to = null,
    opened_by = null,
    opened_on = date_trunc('month', opened_on)::date,
    closed_on = date_trunc('month', closed_on)::date,
    decision_awaited = null,
    conflicts = 0,
    coded = figures,
    sealed_state = ''::bytea,
    import_batch_id = null,
    next_due_at = null,
    tags = '{}',
    changed_at = date_trunc('month', changed_at),
    erased_at = now()
  where id = target;
end $$;
revoke execute on function protection.erase_file from public;
grant execute on function protection.erase_file to gloact_app;

comment on column protection.case_file.erased_at is 'Since when only figures are left of it. The person id is another, dates are months, and no key opens its log.';
comment on function protection.erase_file is 'Takes away what this schema holds about a file but its sealed log and its figures.';
comment on table protection.erasure is 'Erasures asked for, confirmed by a second person, and the certificates of what was done: ids, dates and codes.';
