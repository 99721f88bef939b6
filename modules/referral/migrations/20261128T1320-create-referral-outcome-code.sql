-- Why a referral ended as it did, as a code and in clear: what is counted. Words stay sealed with the step.
create table referral.outcome_code (
  request_id uuid not null references referral.request (id),
  step text not null check (step in ('decline', 'not_deliver', 'complete', 'withdraw')),
  code text not null check (code ~ '^[a-z_]{1,60}$'),
  primary key (request_id, step)
);
alter table referral.outcome_code enable row level security;
alter table referral.outcome_code force row level security;
-- There for whom the referral itself is there.
create policy see_outcome_code on referral.outcome_code for select using (
  app.is_system() or exists (select from referral.request r where r.id = request_id)
);
create policy add_outcome_code on referral.outcome_code for insert with check (app.is_system());
create policy erase_outcome_code on referral.outcome_code for delete using (app.is_system());
grant select, insert, delete on referral.outcome_code to gloact_app;

-- What was sent in a period, for the figures of it.
create index request_step_sent on referral.request_step (happened_at) where step = 'send';

comment on table referral.outcome_code is 'Why a referral was declined, not given or withdrawn, or with which result it ended: a code. Referrals that ended before this table was there have none.';
