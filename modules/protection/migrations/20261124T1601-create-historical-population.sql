-- One run of an import, with its figures. It stays when it is undone, and says when that was.
create table protection.import_batch (
  id uuid primary key,
  kind text not null check (kind in ('ctdc', 'htcds')),
  country text not null,
  agency_id uuid,
  started_by uuid,
  started_at timestamptz not null,
  finished_at timestamptz,
  read integer not null default 0,
  imported integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  rejected integer not null default 0,
  undone_at timestamptz
);
create index import_batch_by_country on protection.import_batch (country, started_at desc);
alter table protection.import_batch enable row level security;
alter table protection.import_batch force row level security;
create policy import_as_system on protection.import_batch using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy see_batch on protection.import_batch for select using (
  country = nullif(current_setting('app.country', true), '')
  and string_to_array(nullif(current_setting('app.roles', true), ''), ',')
    && array['national_coordinator', 'analyst', 'supervisor', 'data_protection_officer']
);
grant select, insert on protection.import_batch to gloact_app;
grant update (finished_at, read, imported, updated, unchanged, rejected, undone_at) on protection.import_batch
  to gloact_app;

-- Which row of which source became which file. Tokens are keyed; nothing of the row itself is here.
create table protection.import_row (
  id bigint generated always as identity primary key,
  batch_id uuid not null references protection.import_batch (id),
  country text not null,
  agency_id uuid not null,
  file_id uuid not null,
  -- Who the row is about, wherever it stands; the same person twice in one source has two.
  identity_token bytea not null,
  -- Where it stands in which source.
  place_token bytea not null,
  -- What it says.
  content_token bytea not null,
  effect text not null check (effect in ('imported', 'updated')),
  -- What the import recorded on the file.
  action_ids uuid[] not null,
  undone boolean not null default false
);
create index import_row_by_identity on protection.import_row (identity_token) where not undone;
create index import_row_by_place on protection.import_row (place_token) where not undone;
create index import_row_by_batch on protection.import_row (batch_id);
create index import_row_by_file on protection.import_row (file_id);
alter table protection.import_row enable row level security;
alter table protection.import_row force row level security;
create policy import_as_system on protection.import_row using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
grant select, insert, delete on protection.import_row to gloact_app;
grant update (undone) on protection.import_row to gloact_app;

-- Closed cases of another collection, without identity. An updated row is a new version; the earlier one stays until
-- its own batch is undone, and comes back when the later one is.
create table protection.historical_case (
  id bigint generated always as identity primary key,
  batch_id uuid not null references protection.import_batch (id),
  -- Whose figures it was loaded beside: the scope of the row, not where anything happened.
  country text not null,
  source text not null,
  source_key bytea not null,
  content_digest bytea not null,
  superseded_by uuid references protection.import_batch (id),
  year_of_registration smallint,
  data_source text,
  gender text,
  age_band text,
  majority_at_registration text check (majority_at_registration in ('minor', 'adult')),
  majority_at_exploitation text check (majority_at_exploitation in ('minor', 'adult')),
  majority_at_entry text check (majority_at_entry in ('minor', 'adult')),
  citizenship text,
  country_of_exploitation text,
  abduction boolean,
  means text[] not null,
  means_no text[] not null,
  exploitation text[] not null,
  exploitation_no text[] not null,
  labour text[] not null,
  labour_no text[] not null,
  sex text[] not null,
  sex_no text[] not null,
  recruiter_relations text[] not null,
  recruiter_relations_no text[] not null
);
create unique index historical_case_current on protection.historical_case (country, source, source_key)
  where superseded_by is null;
create index historical_case_by_batch on protection.historical_case (batch_id);
create index historical_case_superseded on protection.historical_case (superseded_by) where superseded_by is not null;
alter table protection.historical_case enable row level security;
alter table protection.historical_case force row level security;
create policy import_as_system on protection.historical_case using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy see_figures on protection.historical_case for select using (
  country = nullif(current_setting('app.country', true), '')
  and string_to_array(nullif(current_setting('app.roles', true), ''), ',')
    && array['national_coordinator', 'analyst', 'supervisor']
);
grant select, insert, delete on protection.historical_case to gloact_app;
grant update (superseded_by) on protection.historical_case to gloact_app;

comment on table protection.import_batch is 'One run of an import and its figures; undone as a whole.';
comment on table protection.import_row is 'Which source row became which file, by keyed tokens. Deleted with the file''s person at erasure.';
comment on table protection.historical_case is 'The historical population: coded figures without a person, a task or a clock. Null is not known. Never part of national figures unless asked for.';
