-- Undoing an import takes files out of every list. Above a handful one asks, with the reason, and another confirms.
create table protection.import_undo (
  id uuid primary key,
  batch_id uuid not null references protection.import_batch (id),
  country text not null,
  agency_id uuid,
  files integer not null,
  sealed_reason bytea not null,
  -- Null: by the command, on the server.
  asked_by uuid,
  asked_at timestamptz not null,
  declined_by uuid,
  declined_at timestamptz,
  confirmed_by uuid,
  confirmed_at timestamptz,
  constraint second_person check (confirmed_by is null or confirmed_by is distinct from asked_by),
  constraint confirmed_in_full check ((confirmed_by is null) = (confirmed_at is null)),
  constraint declined_in_full check ((declined_by is null) = (declined_at is null)),
  constraint one_end check (declined_at is null or confirmed_at is null)
);
create unique index import_undo_waiting on protection.import_undo (batch_id)
  where declined_at is null and confirmed_at is null;
alter table protection.import_undo enable row level security;
alter table protection.import_undo force row level security;
create policy undo_as_system on protection.import_undo using (
  app.is_system()
);
grant select, insert on protection.import_undo to gloact_app;
grant update (declined_by, declined_at, confirmed_by, confirmed_at) on protection.import_undo to gloact_app;
comment on table protection.import_undo is 'Requests to undo an import of more than a handful of files: one asks, another confirms.';
comment on column protection.import_undo.sealed_reason is 'Why, in words, sealed under the key of words.';
