-- Services of a file in clear, for figures: codes and dates, no words. Derived; entries that were put right are left out.
create table protection.service (
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  type text not null,
  provider_agency_id uuid,
  planned_on date,
  started_on date,
  ended_on date,
  result text,
  result_on date
);
create index service_by_file on protection.service (file_id);
alter table protection.service enable row level security;
alter table protection.service force row level security;
-- Of the agency that keeps the file: whoever has it by a share reads the services that were agreed in the file itself.
create policy see_service on protection.service using (
  exists (
    select from protection.case_file file
    where file.id = service.file_id
      and (
        nullif(current_setting('app.row_scope', true), '') = 'system'
        or file.agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      )
  )
);
grant select, insert, delete on protection.service to gloact_app;

-- Appointments in clear, for the calendar, its feed and tasks: when, what kind, whose, what became of it. No words.
create table protection.appointment (
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  kind text not null,
  starts_at timestamptz not null,
  -- The first moment after it.
  ends_at timestamptz not null,
  -- Only the day is known: from the first moment of that day in the country to the first of the next.
  all_day boolean not null,
  status text not null check (status in ('planned', 'kept', 'missed', 'cancelled_by_person', 'cancelled_by_us',
    'declined', 'recorded_by_mistake', 'file_closed')),
  staff_ids uuid[] not null,
  remind_on date,
  revision integer not null,
  changed_at timestamptz not null,
  check (ends_at > starts_at)
);
create index appointment_by_time on protection.appointment (starts_at);
create index appointment_by_file on protection.appointment (file_id);
create index appointment_without_outcome on protection.appointment (starts_at) where status = 'planned';
alter table protection.appointment enable row level security;
alter table protection.appointment force row level security;
create policy see_appointment on protection.appointment using (
  exists (
    select from protection.case_file file
    where file.id = appointment.file_id
      and (
        nullif(current_setting('app.row_scope', true), '') = 'system'
        or file.agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      )
  )
);
grant select, insert, delete on protection.appointment to gloact_app;

-- The secret address at which somebody's calendar program asks for their appointments. Of the address itself only a
-- keyed hash is kept: whoever reads this table can ask for nothing.
create table protection.calendar_feed (
  id uuid primary key,
  user_id uuid not null,
  agency_id uuid not null,
  country text not null,
  token_hash bytea not null unique check (length(token_hash) = 32),
  created_at timestamptz not null,
  revoked_at timestamptz,
  -- The last day on which it was asked for; the day's first asking is what the audit has.
  last_read_on date
);
create unique index calendar_feed_in_use on protection.calendar_feed (user_id) where revoked_at is null;
alter table protection.calendar_feed enable row level security;
alter table protection.calendar_feed force row level security;
create policy own_feed on protection.calendar_feed using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or user_id = nullif(current_setting('app.user_id', true), '')::uuid
) with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    user_id = nullif(current_setting('app.user_id', true), '')::uuid
    and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
    and country = nullif(current_setting('app.country', true), '')
  )
);
grant select, insert on protection.calendar_feed to gloact_app;
grant update (revoked_at, last_read_on) on protection.calendar_feed to gloact_app;

comment on table protection.service is 'Services of a file as codes and dates, derived from its log. Words are in the sealed state alone.';
comment on table protection.appointment is 'Appointments of a file as times and codes, derived from its log. Words are in the sealed state alone.';
comment on table protection.calendar_feed is 'The secret calendar address of a member of staff, as a keyed hash.';
