-- Prevention, frameworks, assistance programmes and technical assistance; needs, costs, consultation, meetings, decisions and evaluations.

select app.create_register('strategy.activity', 'country', '{title words,kind code,state code,starts_on code,ends_on code,actions list}');
select app.create_register('strategy.framework', 'country', '{title words,kind code,state code,review_on code,used_in list}');
select app.create_register('strategy.programme', 'country', '{title words,state code,for_whom list,gives list,actions list}');
select app.create_register('strategy.technical', 'country', '{title words,state code,gap_kind code,asked_by code,asked_on code}');
select app.create_register('strategy.need', 'country', '{question words,code text,domain code,gap number,goals list}', '{"code"}');
select app.create_register('strategy.unit_cost', 'country', '{title words,heading code,cost amount}');
select app.create_register('strategy.cost_line', 'country', '{title text,action code,year number,heading code,funding code,cost amount,secured amount}');
select app.create_register('strategy.comment', 'country', '{title text,plan code,action code,received_on code,outcome code}');
select app.create_register('strategy.meeting', 'country', '{title text,plan code,level code,held_on code,state code}');
select app.create_register('strategy.decision', 'country', '{title text,meeting code,owner code,due_on code,state code}');
select app.create_register('strategy.evaluation', 'country', '{title text,plan code,state code,held_on code}');

-- What a recommendation is about, so that those of all bodies can be read together.
alter table strategy.recommendation add column k_theme text not null
  generated always as (coalesce(left(answers #>> array['theme', 'value'], 300), '')) stored;
create index on strategy.recommendation (country, k_theme, id) where archived_at is null;

-- A plan as it stood on a day: what was adopted, compared, evaluated. The rows themselves stand in the histories of the registers.
create table strategy.plan_version (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  plan_id uuid not null references strategy.plan,
  label text not null check (length(label) between 1 and 120),
  why text not null check (why in ('draft', 'adopted', 'evaluation')),
  -- Each action with its version: [{"id": …, "version": …}].
  actions jsonb not null check (jsonb_typeof(actions) = 'array'),
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  taken_by uuid,
  taken_at timestamptz(3) not null
);
create index plan_version_by_plan on strategy.plan_version (plan_id, taken_at desc);
alter table strategy.plan_version enable row level security;
alter table strategy.plan_version force row level security;
create policy see_plan_version on strategy.plan_version for select using (app.is_system() or app.in_country(country));
create policy add_plan_version on strategy.plan_version for insert with check (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and taken_by = app.user_id())
);
grant select, insert on strategy.plan_version to gloact_app;
create trigger plan_version_is_not_changed before update or delete or truncate on strategy.plan_version
  for each statement execute function app.refuse_change_of_history();
comment on table strategy.plan_version is 'Frozen states of plans: which version of each action counted. Only ever added to.';
