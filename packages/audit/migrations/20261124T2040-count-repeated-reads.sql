-- A page that is open asks for its file again and again: after each answer that is saved, on coming back to it. The first
-- reading of ten minutes is an entry of the log; those after it are counted here, beside it.
create table audit.read_again (
  entry_id uuid primary key references audit.entry (id),
  actor_id uuid not null default nullif(current_setting('app.user_id', true), '')::uuid,
  country text not null default nullif(current_setting('app.country', true), ''),
  action text not null,
  object_id uuid not null,
  since timestamptz(3) not null default now(),
  last_at timestamptz(3) not null default now(),
  times integer not null default 1 check (times > 0)
);

create index read_again_by_reader on audit.read_again (actor_id, object_id, action, since);

alter table audit.read_again enable row level security;
alter table audit.read_again force row level security;

create policy count_own on audit.read_again for insert with check (
  actor_id = nullif(current_setting('app.user_id', true), '')::uuid
);
create policy count_own_again on audit.read_again for update using (
  actor_id = nullif(current_setting('app.user_id', true), '')::uuid
);
create policy see_counts on audit.read_again for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or actor_id = nullif(current_setting('app.user_id', true), '')::uuid
  or (
    'data_protection_officer' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
    and country = nullif(current_setting('app.country', true), '')
  )
);

grant select, insert on audit.read_again to gloact_app;
grant update (last_at, times) on audit.read_again to gloact_app;

comment on table audit.read_again is 'How often a reading was repeated within ten minutes of its entry, by the same person. The entry itself is in the signed log.';
