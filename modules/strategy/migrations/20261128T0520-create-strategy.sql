create schema strategy;
grant usage on schema strategy to gloact_app;

select app.create_register('strategy.plan', 'country', '{title words,scope code,state code,starts_on code,ends_on code}');
select app.create_register('strategy.goal', 'country', '{title words,code text,pillar code,plan code}', '{code}');
select app.create_register('strategy.action', 'country',
  '{title words,code text,plan code,goal code,pillar code,state code,owner code,due_on code,cost amount,secured amount,funding list}',
  '{code}');
select app.create_register('strategy.recommendation', 'country',
  '{title words,code text,body code,year number,state code,strength code,acceptance code,actions list,addressee code,due_on code}',
  '{code}');
select records.lay_requests('strategy');

-- The document that shows that an action was done. Its bytes lie sealed in the store of attachments.
create table strategy.evidence (
  id uuid primary key,
  country text not null check (country ~ '^[A-Z]{2}$'),
  agency_id uuid not null,
  action_id uuid not null references strategy.action,
  -- The claim that it was handed in with; none while it is only uploaded.
  claim_id uuid,
  object_id text not null,
  content_type text not null,
  bytes bigint not null,
  sha256 text not null check (sha256 ~ '^[0-9a-f]{64}$'),
  received_sha256 text not null check (received_sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by uuid not null,
  uploaded_at timestamptz(3) not null
);
create index evidence_by_action on strategy.evidence (action_id, uploaded_at desc);

alter table strategy.evidence enable row level security;
alter table strategy.evidence force row level security;
-- What was handed in is read by everybody who reads the plan; what was only uploaded, by the agency that did.
create policy see_evidence on strategy.evidence for select using (
  app.is_system() or (app.in_country(country) and (claim_id is not null or agency_id = app.agency_id()))
);
create policy add_evidence on strategy.evidence for insert with check (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and uploaded_by = app.user_id() and claim_id is null)
);
create policy hand_in_evidence on strategy.evidence for update using (
  app.is_system() or (app.in_country(country) and agency_id = app.agency_id() and claim_id is null)
) with check (app.is_system() or claim_id is not null);
grant select, insert on strategy.evidence to gloact_app;
grant update (claim_id) on strategy.evidence to gloact_app;

comment on schema strategy is 'Plans, their actions and goals, recommendations, and what is reported done. No row is about a person whose file it is.';
comment on table strategy.evidence is 'Documents that show that an action was done: what they are and their hash. Written once; handed in once.';
