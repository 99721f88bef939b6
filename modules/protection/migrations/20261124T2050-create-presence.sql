-- Who has a file open just now. Not logged, not audited, gone after a crash and half a minute after its last sign: it is
-- no record of anything, only courtesy among people who work on one file.
create unlogged table protection.presence (
  file_id uuid not null,
  user_id uuid not null,
  agency_id uuid not null,
  -- The section that is open, such as 'plan'; a code, never words.
  section text check (section ~ '^[a-z][a-z0-9_-]{0,39}$'),
  since timestamptz not null,
  seen_at timestamptz not null,
  primary key (file_id, user_id)
);
alter table protection.presence enable row level security;
alter table protection.presence force row level security;
-- Whoever may see the file sees who is there; everybody writes for themselves alone.
create policy see_presence on protection.presence for select using (
  exists (select from protection.case_file file where file.id = presence.file_id)
);
create policy come on protection.presence for insert with check (
  user_id = nullif(current_setting('app.user_id', true), '')::uuid
  and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
  and exists (select from protection.case_file file where file.id = presence.file_id)
);
create policy stay on protection.presence for update using (
  user_id = nullif(current_setting('app.user_id', true), '')::uuid
) with check (
  user_id = nullif(current_setting('app.user_id', true), '')::uuid
  and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
);
create policy go on protection.presence for delete using (
  user_id = nullif(current_setting('app.user_id', true), '')::uuid or seen_at < now() - interval '1 minute'
);
grant select, insert, delete on protection.presence to gloact_app;
grant update (section, since, seen_at) on protection.presence to gloact_app;
comment on table protection.presence is 'Who has a file open just now; unlogged, no record of anything.';
