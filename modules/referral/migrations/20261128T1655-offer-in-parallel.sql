-- The same need was offered to several services: the first that accepts takes it, and no second can. One row for each need that was taken.
create table referral.offer_taken (
  -- The first referral of those that were offered together, or the only one.
  set_id uuid primary key references referral.request (id),
  request_id uuid not null references referral.request (id),
  taken_at timestamptz(3) not null
);
create index offer_taken_by_request on referral.offer_taken (request_id);
alter table referral.offer_taken enable row level security;
alter table referral.offer_taken force row level security;
-- Nobody is told by whom: the platform alone reads it.
create policy see_offer on referral.offer_taken for select using (app.is_system());
create policy take_offer on referral.offer_taken for insert with check (app.is_system());
create policy erase_offer on referral.offer_taken for delete using (app.is_system());
grant select, insert, delete on referral.offer_taken to gloact_app;

create index request_by_offer on referral.request ((facts ->> 'offer_set')) where facts ? 'offer_set';
create index request_by_chain on referral.request ((facts ->> 'chain')) where facts ? 'chain';

-- Without consent something goes on a ground alone that two people found, and a third reviews.
alter table referral.package_group drop constraint package_group_basis_check;
alter table referral.package_group add constraint package_group_basis_check check (
  basis in ('child_protection', 'vital_interests', 'legal_duty', 'protect_child', 'court_order')
);

comment on table referral.offer_taken is 'Which of the referrals that were offered together was accepted first. Ids only.';
