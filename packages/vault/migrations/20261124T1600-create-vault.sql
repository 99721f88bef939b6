create schema vault;
grant usage on schema vault to gloact_app;

create table vault.person_key (
  person_id uuid primary key,
  agency_id uuid not null,
  country text not null,
  kek_version integer not null,
  wrapped bytea,
  created_at timestamptz not null default now(),
  destroyed_at timestamptz,
  constraint destroyed_or_wrapped check ((wrapped is null) = (destroyed_at is not null))
);

create index person_key_by_kek on vault.person_key (kek_version, person_id) where wrapped is not null;

alter table vault.person_key enable row level security;
alter table vault.person_key force row level security;

-- Row-level security of the rows that a key opens decides who reads them; this keeps keys within their country, and away
-- from roles that see no rows at all (row scope 'none', or none set).
create policy read_key on vault.person_key for select using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
    and country = nullif(current_setting('app.country', true), '')
  )
);

create policy add_key on vault.person_key for insert with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
  or (
    nullif(current_setting('app.row_scope', true), '') in ('own', 'team', 'agency')
    and country = nullif(current_setting('app.country', true), '')
    and agency_id = nullif(current_setting('app.agency_id', true), '')::uuid
  )
);

create policy rewrap_or_destroy_key on vault.person_key for update using (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);

grant select, insert on vault.person_key to gloact_app;
grant update (kek_version, wrapped, destroyed_at) on vault.person_key to gloact_app;

create table vault.retired_kek (
  version integer primary key,
  retired_at timestamptz not null default now()
);

alter table vault.retired_kek enable row level security;
alter table vault.retired_kek force row level security;

create policy read_retired on vault.retired_kek for select using (true);

create policy retire on vault.retired_kek for insert with check (
  nullif(current_setting('app.row_scope', true), '') = 'system'
);

grant select, insert on vault.retired_kek to gloact_app;

-- A server that has not heard of a renewal yet must not wrap another key under a version that is about to be destroyed.
create function vault.refuse_retired_kek() returns trigger language plpgsql as $$
begin
  -- Held until the transaction ends: a version is retired only while nobody is wrapping a key (see retireKek).
  perform pg_advisory_xact_lock_shared(460047);
  if new.wrapped is not null and exists (select from vault.retired_kek where version = new.kek_version) then
    raise exception 'key-encryption key version % is retired', new.kek_version;
  end if;
  return new;
end $$;

create trigger refuse_retired_kek before insert or update on vault.person_key
  for each row execute function vault.refuse_retired_kek();

comment on schema vault is 'The wrapped keys that seal what is known about each person.';
comment on table vault.person_key is
  'One data key a person, wrapped under the key-encryption key, which is kept elsewhere. An erased person''s row stays without its key.';
comment on column vault.person_key.kek_version is 'Which version of the key-encryption key opens it; after erasure, the last that could.';
comment on column vault.person_key.wrapped is 'The data key, sealed (AES-256-GCM) with the person''s id bound into it; null once destroyed.';
comment on table vault.retired_kek is 'Versions of the key-encryption key under which no key may be wrapped any more.';
