create schema protection;
grant usage on schema protection to gloact_app;

-- Who else may see a file: an agency that it was shared with, for a purpose, from one action until another.
create table protection.file_share (
  id uuid primary key,
  file_id uuid not null,
  owner_agency_id uuid not null,
  agency_id uuid not null,
  country text not null,
  purpose text not null,
  shared_at timestamptz not null,
  -- The last day on which consent covers it; null on the child path, where protection needs none.
  valid_until date,
  ended_at timestamptz
);
create index file_share_by_file on protection.file_share (file_id);
create index file_share_by_agency on protection.file_share (agency_id, file_id) where ended_at is null;
alter table protection.file_share enable row level security;
alter table protection.file_share force row level security;
create policy see_share on protection.file_share using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
    and nullif(current_setting('app.agency_id', true), '')::uuid in (agency_id, owner_agency_id)
  )
) with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
    and owner_agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
  )
);
grant select, insert on protection.file_share to gloact_app;
grant update (ended_at, valid_until) on protection.file_share to gloact_app;

-- The derived row of a file: what lists, deadlines and figures need in clear, and the rest as one sealed state.
create table protection.case_file (
  id uuid primary key,
  person_id uuid not null,
  number text not null unique,
  country text not null,
  agency_id uuid not null,
  team_id uuid,
  assigned_to uuid,
  opened_by uuid,
  path text not null check (path in ('adult', 'child')),
  status text not null check (status in ('open', 'closure_requested', 'closed', 'import_undone')),
  stage text not null,
  opened_on date not null,
  closed_on date,
  -- What a body has been asked to decide and has not: 'reasonable_grounds' or 'conclusive_grounds'.
  decision_awaited text,
  conflicts integer not null default 0,
  coded jsonb not null default '{}',
  sealed_state bytea not null,
  sequence integer not null,
  head_hash bytea not null,
  import_batch_id uuid,
  changed_at timestamptz not null
);
create index case_file_by_agency on protection.case_file (agency_id, changed_at desc, id desc);
create index case_file_by_team on protection.case_file (team_id, changed_at desc, id desc);
create index case_file_by_assigned on protection.case_file (assigned_to, changed_at desc, id desc);
create index case_file_by_opener on protection.case_file (opened_by, changed_at desc, id desc);
create index case_file_by_person on protection.case_file (person_id);
create index case_file_by_batch on protection.case_file (import_batch_id) where import_batch_id is not null;
alter table protection.case_file enable row level security;
alter table protection.case_file force row level security;
create policy see_file on protection.case_file using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
    and (
      assigned_to = nullif(current_setting('app.user_id', true), '')::uuid
      or (
        opened_by = nullif(current_setting('app.user_id', true), '')::uuid
        and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      )
      or (
        nullif(current_setting('app.row_scope', true), '') in ('team', 'agency')
        and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
        and team_id = any (string_to_array(nullif(current_setting('app.team_ids', true), ''), ',')::uuid[])
      )
      or (
        nullif(current_setting('app.row_scope', true), '') = 'agency'
        and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
      )
      or exists (
        select from protection.file_share share
        where share.file_id = case_file.id
          and share.agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
          and share.ended_at is null
          and (share.valid_until is null or share.valid_until >= current_date)
      )
    )
  )
) with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
  )
);
create policy open_in_own_agency on protection.case_file as restrictive for insert with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
);
grant select, insert on protection.case_file to gloact_app;
grant update (team_id, assigned_to, path, status, stage, closed_on, decision_awaited, conflicts, coded, sealed_state,
  sequence, head_hash, changed_at, import_batch_id) on protection.case_file to gloact_app;

-- The log: every payload sealed whole, one hash chain a file. Inserted, never changed.
create table protection.file_action (
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  sequence integer not null,
  type text not null,
  replaces uuid[] not null,
  sealed_payload bytea not null,
  actor_id uuid not null,
  agency_id uuid not null,
  happened_at timestamptz not null,
  device_time timestamptz,
  recorded_at timestamptz not null,
  previous_hash bytea not null,
  hash bytea not null,
  unique (file_id, sequence)
);
alter table protection.file_action enable row level security;
alter table protection.file_action force row level security;
create policy see_action on protection.file_action for select using (
  exists (select from protection.case_file file where file.id = file_action.file_id)
);
create policy add_action on protection.file_action for insert with check (
  exists (select from protection.case_file file where file.id = file_action.file_id)
);
grant select, insert on protection.file_action to gloact_app;

create function protection.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what is recorded is not changed';
end $$;
create trigger action_is_not_changed before update or delete on protection.file_action
  for each row execute function protection.refuse_change();

-- Clocks, derived from a file's events and the country's rules.
create table protection.deadline (
  file_id uuid not null references protection.case_file (id),
  kind text not null,
  started_at timestamptz not null,
  -- The last moment on which it is kept.
  due_at timestamptz not null,
  warn_at timestamptz,
  stopped_at timestamptz,
  primary key (file_id, kind)
);
create index deadline_running on protection.deadline (due_at, file_id) where stopped_at is null;
alter table protection.deadline enable row level security;
alter table protection.deadline force row level security;
create policy see_deadline on protection.deadline using (
  exists (select from protection.case_file file where file.id = deadline.file_id)
);
grant select, insert, update, delete on protection.deadline to gloact_app;

-- What the person agreed that whom may be told, for enforcement when data leaves.
create table protection.consent_grant (
  id uuid primary key,
  file_id uuid not null references protection.case_file (id),
  purpose text not null,
  recipient_kind text not null,
  recipient_agency_id uuid,
  data_group text not null,
  valid_from date not null,
  valid_until date not null,
  withdrawn_on date
);
create index consent_grant_by_file on protection.consent_grant (file_id);
alter table protection.consent_grant enable row level security;
alter table protection.consent_grant force row level security;
create policy see_grant on protection.consent_grant using (
  exists (select from protection.case_file file where file.id = consent_grant.file_id)
);
grant select, insert, delete on protection.consent_grant to gloact_app;
grant update (withdrawn_on) on protection.consent_grant to gloact_app;

-- What the name index is built from: keyed to the person, sealed, and gone with the person's key.
create table protection.name_tokens (
  file_id uuid primary key references protection.case_file (id),
  person_id uuid not null,
  sealed bytea not null,
  changed_in xid8 not null default pg_current_xact_id()
);
create index name_tokens_by_change on protection.name_tokens (changed_in);
alter table protection.name_tokens enable row level security;
alter table protection.name_tokens force row level security;
create policy see_tokens on protection.name_tokens using (
  exists (select from protection.case_file file where file.id = name_tokens.file_id)
);
grant select, insert on protection.name_tokens to gloact_app;
grant update (sealed, changed_in) on protection.name_tokens to gloact_app;

-- An adult who declined to be recorded: counted, with nothing that leads back to anyone. No actor, no time, a random id.
create table protection.refusal (
  id uuid primary key,
  country text not null,
  agency_id uuid not null,
  month date not null check (extract(day from month) = 1),
  sex text not null,
  age_band text not null,
  nationality text not null
);
alter table protection.refusal enable row level security;
alter table protection.refusal force row level security;
create policy add_refusal on protection.refusal for insert with check (
  country = nullif(current_setting('app.country', true), '')
  and nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
  and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
);
create policy count_refusals on protection.refusal for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    country = nullif(current_setting('app.country', true), '')
    and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
  )
);
grant select, insert on protection.refusal to gloact_app;

comment on schema protection is 'People''s files from first contact to closure: the log of actions and what is derived from it.';
comment on table protection.case_file is 'The derived row of a file. `coded` holds coded case and statistical values; everything else is in `sealed_state`.';
comment on table protection.file_action is 'The log of a file. Payloads are sealed under the person''s key; hashes cover the stored bytes.';
comment on table protection.file_share is 'Which agencies a file was shared with, for what, and until when.';
comment on table protection.deadline is 'Clocks, derived from a file''s events and the country''s rules.';
comment on table protection.consent_grant is 'Purpose, recipient, data group and time that the person agreed to; checked when data leaves.';
comment on table protection.name_tokens is 'Sealed search tokens of the names in a file.';
comment on table protection.refusal is 'One anonymous row for each adult who declined to be recorded.';
