-- Documents that a register's rows answer with. The bytes lie sealed in the store of attachments; here is which object it is, and what.
create schema registers;
grant usage on schema registers to gloact_app;
comment on schema registers is 'What is common to the registers of all modules: the documents of their rows.';

create table registers.file (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  register text not null check (register ~ '^[a-z]+\.[a-z_]+$'),
  field text not null,
  reach text not null check (reach in ('agency', 'country', 'everybody')),
  -- The row that it was recorded with; none while it is only uploaded.
  row_id uuid,
  object_id text not null,
  content_type text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid,
  uploaded_at timestamptz(3) not null
);
create index file_by_row on registers.file (row_id);
create index file_by_object on registers.file (object_id);

alter table registers.file enable row level security;
alter table registers.file force row level security;
-- What was recorded is within the reach of its register; what was only uploaded is seen by whom it was uploaded.
create policy see_file on registers.file for select using (
  app.is_system() or uploaded_by = app.user_id() or (row_id is not null and case reach
    when 'agency' then app.in_country(country) and agency_id = app.agency_id()
    when 'country' then app.in_country(country)
    else app.user_id() is not null end)
);
create policy add_file on registers.file for insert with check (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and uploaded_by = app.user_id() and row_id is null)
);
create policy keep_file on registers.file for update using (
  app.is_system() or (app.in_country(country) and uploaded_by = app.user_id() and row_id is null)
) with check (app.is_system() or row_id is not null);
grant select, insert on registers.file to gloact_app;
grant update (row_id) on registers.file to gloact_app;

comment on table registers.file is
  'Documents of registers: what they are, their hash, and the row that they were recorded with. Written once; their bytes lie sealed elsewhere.';
