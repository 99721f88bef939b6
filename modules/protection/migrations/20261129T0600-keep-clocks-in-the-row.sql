-- A list shows the clock that ends first, an opened file all of them: its row keeps them as it keeps everything else that is
-- derived from its log, so that reading a file asks one table. Tasks, sorting and figures go on asking protection.deadline.
alter table protection.case_file add column clocks json not null default '[]';
grant update (clocks) on protection.case_file to gloact_app;

-- A moment as the platform writes it.
create function protection.moment(at timestamptz) returns text
language sql stable set search_path = pg_catalog as $$
  select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;

-- The clocks of a file as its row keeps them.
create function protection.clocks_of(file uuid) returns json
language sql stable set search_path = pg_catalog as $$
  select coalesce(json_agg(json_build_object(
    'kind', kind,
    'startedAt', protection.moment(started_at),
    'dueAt', protection.moment(due_at),
    'warnAt', protection.moment(warn_at),
    'stoppedAt', protection.moment(stopped_at)
  ) order by due_at, kind), '[]')
  from protection.deadline where file_id = file
$$;

update protection.case_file set clocks = protection.clocks_of(id);

create or replace function protection.erase_file(target uuid, stand_in uuid, figures jsonb) returns void
language plpgsql security definer set search_path = pg_catalog as $$
declare
  about record;
  left_over bigint;
begin
  if app.is_system() is not true then
    raise exception 'only the system erases';
  end if;
  update protection.service set
    planned_on = date_trunc('month', planned_on)::date,
    started_on = date_trunc('month', started_on)::date,
    ended_on = date_trunc('month', ended_on)::date,
    result_on = date_trunc('month', result_on)::date,
    provider_agency_id = null
  where file_id = target;
  for about in
    select class.relname as name
    from pg_class class
    join pg_namespace namespace on namespace.oid = class.relnamespace
    join pg_attribute attribute on attribute.attrelid = class.oid
    where namespace.nspname = 'protection' and class.relkind = 'r' and attribute.attname = 'file_id'
      and not attribute.attisdropped
      and class.relname not in ('file_action', 'service', 'name_tokens', 'erasure')
    order by class.relname
  loop
    execute format('delete from protection.%I where file_id = $1', about.name) using target;
    execute format('select count(*) from protection.%I where file_id = $1', about.name) into left_over using target;
    if left_over > 0 then
      raise exception 'rows about the file remain in %', about.name;
    end if;
  end loop;
  -- The row stays, empty, so that the index of names hears that there is nothing to find.
  update protection.name_tokens set sealed = ''::bytea, person_id = stand_in, changed_in = pg_current_xact_id()
  where file_id = target;
  update protection.case_file set
    person_id = stand_in,
    number = 'erased-' || stand_in,
    team_id = null,
    assigned_to = null,
    opened_by = null,
    opened_on = date_trunc('month', opened_on)::date,
    closed_on = date_trunc('month', closed_on)::date,
    decision_awaited = null,
    conflicts = 0,
    coded = figures,
    sealed_state = ''::bytea,
    import_batch_id = null,
    next_due_at = null,
    clocks = '[]',
    tags = '{}',
    changed_at = date_trunc('month', changed_at),
    erased_at = now()
  where id = target;
end $$;

comment on column protection.case_file.clocks is 'The clocks of the file in the order in which they end, as protection.deadline has them; derived.';
comment on function protection.clocks_of is 'The clocks of a file as its row keeps them: within the reader''s scope.';
comment on function protection.moment is 'A moment as text in UTC, to the millisecond.';
