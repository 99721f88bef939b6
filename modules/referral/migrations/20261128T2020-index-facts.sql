-- What referrals are looked for by, out of their facts: as columns, since a policy lets no index on an expression be used.
alter table referral.request
  add column service_id uuid generated always as ((facts ->> 'service_id')::uuid) stored,
  -- What was offered together, and what is of one chain: each begins with one that has no word of it.
  add column offer uuid generated always as (coalesce((facts ->> 'offer_set')::uuid, id)) stored,
  add column hops_of uuid generated always as (coalesce((facts ->> 'chain')::uuid, id)) stored;
drop index referral.request_by_offer;
drop index referral.request_by_chain;
create index request_by_service on referral.request (service_id, state) where service_id is not null;
create index request_by_offer on referral.request (offer);
create index request_by_chain on referral.request (hops_of);
-- Whose turn it is says how many rows a person's tasks are among: without it the planner reads them all.
create statistics referral.request_turn on (parties ->> turn) from referral.request;
comment on column referral.request.service_id is 'The service that is asked, out of the facts, to look referrals up by.';
comment on column referral.request.offer is 'What was offered together: the set of offers, or the referral itself.';
comment on column referral.request.hops_of is 'The chain of referrals that it continues, or itself.';
