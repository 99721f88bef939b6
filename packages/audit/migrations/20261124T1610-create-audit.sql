create schema audit;
grant usage on schema audit to gloact_app;

create table audit.entry (
  sequence bigint generated always as identity primary key,
  id uuid not null unique,
  at timestamptz(3) not null default now(),
  actor_id uuid default nullif(current_setting('app.user_id', true), '')::uuid,
  agency_id uuid default nullif(current_setting('app.agency_id', true), '')::uuid,
  country text default nullif(current_setting('app.country', true), ''),
  action text not null check (action ~ '^[a-z_]+\.[a-z_]+$'),
  object_kind text check (object_kind ~ '^[a-z_]+(\.[a-z_]+)?$'),
  object_id uuid,
  purpose text check (purpose ~ '^[a-z][a-z0-9_.-]*$'),
  detail jsonb not null default '{}',
  constraint object_is_whole check ((object_kind is null) = (object_id is null))
);

create index entry_by_object on audit.entry (object_id, sequence) where object_id is not null;
create index entry_by_actor on audit.entry (actor_id, sequence) where actor_id is not null;

-- What no block has taken up yet. A block names its entries one by one, so that an entry whose transaction ends late, or
-- one that came back with a restored dump, goes into the next block instead of falling behind a position.
create table audit.open_entry (
  sequence bigint primary key
);

create table audit.block (
  number bigint primary key,
  sequences bigint[] not null,
  entry_count integer not null,
  entries_hash text not null,
  previous_hash text not null,
  closed_at timestamptz(3) not null,
  key_id text not null,
  hash text not null,
  signature bytea not null
);

create table audit.head_export (
  number bigint not null references audit.block,
  exported_at timestamptz(3) not null,
  primary key (number, exported_at)
);

create function audit.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is only ever added to';
end $$;

create trigger refuse_change before update or delete or truncate on audit.entry
  for each statement execute function audit.refuse_change();
create trigger refuse_change before update or delete or truncate on audit.block
  for each statement execute function audit.refuse_change();
create trigger refuse_change before update or delete or truncate on audit.head_export
  for each statement execute function audit.refuse_change();

create function audit.open_entries() returns trigger language plpgsql as $$
begin
  insert into audit.open_entry select sequence from added;
  return null;
end $$;

create trigger open_entries after insert on audit.entry
  referencing new table as added for each statement execute function audit.open_entries();

alter table audit.entry enable row level security;
alter table audit.entry force row level security;
alter table audit.open_entry enable row level security;
alter table audit.open_entry force row level security;
alter table audit.block enable row level security;
alter table audit.block force row level security;
alter table audit.head_export enable row level security;
alter table audit.head_export force row level security;

-- Nobody writes an entry in another's name.
create policy add_own on audit.entry for insert with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or actor_id = nullif(current_setting('app.user_id', true), '')::uuid
);

create policy read_entries on audit.entry for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    'data_protection_officer' = any (string_to_array(nullif(current_setting('app.roles', true), ''), ','))
    and country = nullif(current_setting('app.country', true), '')
  )
);

create policy open_entries on audit.open_entry for insert with check (true);
create policy see_open on audit.open_entry for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy take_open on audit.open_entry for delete using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);

create policy close_block on audit.block for insert with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy read_blocks on audit.block for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);

create policy export_head on audit.head_export for insert with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);
create policy read_heads on audit.head_export for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);

grant select, insert on audit.entry, audit.block, audit.head_export to gloact_app;
grant select, insert, delete on audit.open_entry to gloact_app;

comment on schema audit is 'Who read and did what: only ever added to, and closed into signed blocks that chain.';
comment on table audit.entry is 'One read, write, export, search or sign-in. Ids and codes only: no name, number, address or text of anybody.';
comment on column audit.entry.purpose is 'Why somebody looked, as a code, where identifying data was opened.';
comment on table audit.open_entry is 'Entries that no block has taken up yet; at most about a minute of them.';
comment on table audit.block is 'A minute of entries under one signature (Ed25519), chained to the block before by its hash.';
comment on table audit.head_export is 'When the hash of the last block was written to the file outside the database.';
