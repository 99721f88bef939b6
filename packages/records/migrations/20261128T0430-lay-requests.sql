-- The tables of requests, laid by a module into its own schema: `select records.lay_requests('referral');` after it has made
-- the schema. One shape for all of them, so that one piece of code writes and checks them.
create schema records;
grant usage on schema records to gloact_app;

create function records.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'what is recorded is not changed';
end $$;

create function records.lay_requests(target name) returns void language plpgsql as $$
begin
  execute format($sql$
    create table %1$I.request (
      id uuid primary key,
      kind text not null check (kind ~ '^[a-z_]+\.[a-z_]+$'),
      country text not null check (country ~ '^[A-Z]{2}$'),
      -- Party to agency: {"sender": "…", "receiver": "…"}; and the same agencies, for policies.
      parties jsonb not null,
      agencies uuid[] not null check (cardinality(agencies) > 0),
      -- The agencies for whom it is there as it stands: a draft is not there for its receiver.
      seen_by uuid[] not null,
      state text not null,
      turn text,
      facts jsonb not null default '{}',
      clocks jsonb not null default '{}',
      next_due_at timestamptz(3),
      sequence integer not null check (sequence > 0),
      head_hash bytea not null,
      -- The file of whom it is about, where it is about a person.
      file_id uuid,
      opened_at timestamptz(3) not null,
      changed_at timestamptz(3) not null,
      ended_at timestamptz(3),
      erased_at timestamptz(3),
      constraint seen_by_parties check (seen_by <@ agencies),
      constraint erased_wholly check (erased_at is null or (file_id is null and facts = '{}' and clocks = '{}'))
    )$sql$, target);
  execute format('create index request_by_agency on %1$I.request using gin (seen_by)', target);
  execute format('create index request_by_change on %1$I.request (kind, changed_at desc, id)', target);
  execute format('create index request_due on %1$I.request (next_due_at) where ended_at is null', target);
  execute format('create index request_by_file on %1$I.request (file_id) where file_id is not null', target);
  execute format($sql$
    create table %1$I.request_step (
      id uuid primary key,
      request_id uuid not null references %1$I.request (id),
      sequence integer not null,
      step text not null,
      party text not null,
      sealed_payload bytea not null,
      actor_id uuid not null,
      -- Null where the platform itself took it.
      agency_id uuid,
      happened_at timestamptz(3) not null,
      device_time timestamptz(3),
      recorded_at timestamptz(3) not null,
      previous_hash bytea not null,
      hash bytea not null,
      unique (request_id, sequence)
    )$sql$, target);
  execute format('alter table %1$I.request enable row level security', target);
  execute format('alter table %1$I.request force row level security', target);
  execute format('alter table %1$I.request_step enable row level security', target);
  execute format('alter table %1$I.request_step force row level security', target);

  execute format($sql$
    create policy see_request on %1$I.request for select using (
      app.is_system() or (app.in_country(country) and erased_at is null and app.agency_id() = any (seen_by))
    )$sql$, target);
  execute format($sql$
    create policy open_request on %1$I.request for insert with check (
      app.is_system() or (app.in_country(country) and app.agency_id() = any (agencies) and erased_at is null)
    )$sql$, target);
  execute format($sql$
    create policy move_request on %1$I.request for update using (
      app.is_system() or (app.in_country(country) and erased_at is null and app.agency_id() = any (seen_by))
    ) with check (
      app.is_system() or (erased_at is null and app.agency_id() = any (agencies))
    )$sql$, target);
  execute format($sql$
    create policy see_step on %1$I.request_step for select using (
      exists (select from %1$I.request where request.id = request_step.request_id)
    )$sql$, target);
  execute format($sql$
    create policy take_step on %1$I.request_step for insert with check (
      app.is_system() or (
        actor_id = app.user_id() and agency_id = app.agency_id()
        and exists (select from %1$I.request where request.id = request_step.request_id)
      )
    )$sql$, target);
  execute format('grant select, insert on %1$I.request, %1$I.request_step to gloact_app', target);
  execute format(
    'grant update (seen_by, state, turn, facts, clocks, next_due_at, sequence, head_hash, file_id, changed_at, ended_at,
      erased_at) on %1$I.request to gloact_app', target);
  execute format($sql$
    create trigger step_is_not_changed before update or delete on %1$I.request_step
      for each row execute function records.refuse_change()$sql$, target);
  execute format($sql$
    comment on table %1$I.request is
      'Requests as their logs make them: parties, state, whose turn, clocks. Codes, agencies and moments only.'$sql$, target);
  execute format($sql$
    comment on table %1$I.request_step is
      'The steps that were taken, sealed and chained, added to and never changed.'$sql$, target);
end $$;
-- It makes tables: for migrations alone.
revoke execute on function records.lay_requests(name) from public;

comment on schema records is 'The shape of records that modules keep in their own schemas: requests.';
